import { createHash } from 'node:crypto';
import { AwsError } from '../aws/service.ts';
import type { Clock } from '../clock.ts';

/** In ms. A token is remembered for 10 minutes after its transaction (API reference, TransactWriteItems, ClientRequestToken). */
const lifetime = 10 * 60 * 1000;

/** Sorts fields, so that requests that differ only in the order of their fields are equal. */
const inOrder = (_name: string, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

const fingerprint = (items: unknown) => createHash('sha256').update(JSON.stringify(items, inOrder)).digest('base64');

/** The client request tokens of the transactions of the last ten minutes, by the moved clock. */
export function createClientTokens(clock: Pick<Clock, 'now'>) {
  const known = new Map<string, { readonly request: string; readonly until: number }>();
  return {
    /**
     * Whether this same transaction has been carried out under this token.
     *
     * @throws AwsError IdempotentParameterMismatchException if another one has
     */
    isRepeat(token: string, items: unknown): boolean {
      const earlier = known.get(token);
      if (!earlier || earlier.until <= clock.now()) return false;
      if (earlier.request === fingerprint(items)) return true;
      throw new AwsError(
        'IdempotentParameterMismatchException',
        'The request uses the same client token as a previous, but non-identical request. Do not reuse a client token with different requests, unless the requests are identical.',
      );
    },
    remember(token: string, items: unknown) {
      for (const [oldest, { until }] of known) {
        if (until > clock.now()) break;
        known.delete(oldest);
      }
      known.delete(token);
      known.set(token, { request: fingerprint(items), until: clock.now() + lifetime });
    },
  };
}

export type ClientTokens = ReturnType<typeof createClientTokens>;
