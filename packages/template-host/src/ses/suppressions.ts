import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { AwsError, type AwsRequest, type AwsResponse, type AwsService } from '#host/aws/service.ts';
import type { Clock } from '#host/clock.ts';
import type { Collections } from '#host/kept/collections.ts';

const reason = v.picklist(['BOUNCE', 'COMPLAINT']);
/** `since`: seconds since 1970 UTC. */
const suppressed = v.object({ address: v.string(), reason, since: v.number() });
type Suppressed = v.InferOutput<typeof suppressed>;

const addition = v.object({ EmailAddress: v.pipe(v.string(), v.regex(/^[^@\s]+@[^@\s]+$/)), Reason: reason });

const list = '/v2/email/suppression/addresses';

/** The account's suppression list: SES's API version 2 speaks JSON over REST where version 1 speaks XML over forms. */
export type Suppressions = Pick<AwsService, 'operation' | 'intents' | 'handle' | 'failure'> & {
  /** Whether a request is for the API version 2. */
  readonly isAsked: (request: AwsRequest) => boolean;
  /** Whether mail to an address is taken and not sent. */
  readonly holds: (address: string) => boolean;
};

/**
 * The suppression list, empty at first. Only who calls PutSuppressedDestination adds to it: SES itself leaves the simulator's
 * addresses off, and no other address bounces here.
 */
export function createSuppressions(clock: Pick<Clock, 'now'>, collections: Collections): Suppressions {
  const kept = collections.collection<Suppressed>('suppressions', suppressed);
  const byAddress = new Map(kept.loaded().map((one) => [one.address, one]));
  const keyOf = (address: string) => address.toLowerCase();

  function addressed({ path }: AwsRequest): Suppressed {
    const address = decodeURIComponent(path.slice(list.length + 1));
    const found = byAddress.get(keyOf(address));
    if (found) return found;
    throw new AwsError('NotFoundException', `Email address ${address} does not exist on your suppression list.`, 404);
  }

  const operations: Readonly<Record<string, (request: AwsRequest) => object>> = {
    GetSuppressedDestination(request) {
      const { address, reason: Reason, since: LastUpdateTime } = addressed(request);
      return { SuppressedDestination: { EmailAddress: address, Reason, LastUpdateTime } };
    },
    DeleteSuppressedDestination(request) {
      const { address } = addressed(request);
      byAddress.delete(address);
      kept.remove(address);
      return {};
    },
    PutSuppressedDestination({ body }) {
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), addition), body.toString('utf8'));
      if (!parsed.success) throw new AwsError('BadRequestException', parsed.issues[0].message);
      const address = keyOf(parsed.output.EmailAddress);
      const one = { address, reason: parsed.output.Reason, since: Math.floor(clock.now() / 1000) };
      byAddress.set(address, one);
      kept.put(address, one);
      return {};
    },
  };

  const operation = ({ method, path }: AwsRequest): string => {
    if (method === 'PUT' && path === list) return 'PutSuppressedDestination';
    if (method === 'GET' && path.startsWith(`${list}/`)) return 'GetSuppressedDestination';
    if (method === 'DELETE' && path.startsWith(`${list}/`)) return 'DeleteSuppressedDestination';
    throw new AwsError('NotFoundException', `There is no ${method} ${path} here`, 404);
  };

  return {
    isAsked: ({ path }) => path.startsWith('/v2/'),
    holds: (address) => byAddress.has(keyOf(address)),
    operation,
    // IAM has no resource for an address of the list (service authorization reference, Amazon SES v2).
    intents: (request) => [{ action: `ses:${operation(request)}`, resource: '*' }],
    handle: async (request) => json(200, operations[operation(request)]?.(request) ?? {}),
    failure: ({ code, message, status }) => json(status, { message }, { 'x-amzn-errortype': code }),
  };
}

const json = (status: number, body: object, headers: Readonly<Record<string, string>> = {}): AwsResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID(), ...headers },
  body: JSON.stringify(body),
});
