import { authenticate, missingSignature } from './authenticate.ts';
import { authorize, hideMissing } from './authorize.ts';
import { serviceOf } from './dispatch.ts';
import type { Arrival, AwsEndpointNeeds } from './endpoint-needs.ts';
import {
  AwsError,
  type AwsRequest,
  type AwsResponse,
  type CapacityUnits,
  type Intent,
  type ServiceName,
} from './service.ts';
import { ConnectionBroken, strike } from './strike.ts';

/** What is known about a call so far; it becomes the record, however far the call gets. */
type Seen = {
  request: AwsRequest;
  operation: string | null;
  intents: readonly Intent[];
  allowed: boolean;
  presigned: boolean;
  outcome: string;
  units?: CapacityUnits | undefined;
};

/**
 * Plays one call: signature, permissions, fault, service, record. Resolves to undefined if the connection is to break. Never
 * rejects for what a service throws: an error that is no AwsError becomes InternalFailure (500) and a line in the log.
 */
export const carryOut =
  (needs: AwsEndpointNeeds) =>
  async ({ unnamed, portOf }: Arrival): Promise<AwsResponse | undefined> => {
    const service = serviceOf(unnamed);
    if (service === undefined) return notPlayed(unnamed.headers);
    const begun = performance.now();
    const caller = portOf === undefined ? ({ kind: 'owner' } as const) : ({ kind: 'function', name: portOf } as const);
    const seen: Seen = {
      request: { ...unnamed, caller },
      operation: null,
      intents: [],
      allowed: false,
      presigned: false,
      outcome: 'ok',
    };
    if (service === 's3' && needs.preflight && isPreflight(seen.request)) return needs.preflight(seen.request);
    try {
      const response = await play(needs, service, portOf, seen);
      if (response.status >= 400) seen.outcome = String(response.status);
      seen.units = response.units;
      return dress(needs, seen.request, response);
    } catch (error) {
      if (error instanceof ConnectionBroken) {
        seen.outcome = error.outcome;
        return undefined;
      }
      const known = error instanceof AwsError ? error : unexpected(needs, service, seen.operation, error);
      seen.outcome = known.code;
      return dress(needs, seen.request, needs.services[service].failure(known, seen.request));
    } finally {
      record(needs, service, seen, begun);
    }
  };

async function play(needs: AwsEndpointNeeds, service: ServiceName, portOf: string | undefined, seen: Seen) {
  const playing = needs.services[service];
  const identity = authenticate(needs, { request: seen.request, service, portOf });
  const request: AwsRequest = { ...seen.request, caller: identity.caller };
  seen.request = request;
  seen.presigned = identity.presigned;
  seen.operation = playing.operation(request);
  seen.intents = playing.intents(request);
  if (!identity.signed && seen.intents.length > 0) throw missingSignature(service);
  const name = request.caller.kind === 'function' ? request.caller.name : undefined;
  if (request.caller.kind !== 'owner') authorize(needs, service, request.caller, seen.intents);
  seen.allowed = true;

  // A presigned URL is not used by the worker that signed it.
  const worker = identity.presigned ? undefined : name;
  const fault = needs.faults.take({
    service,
    operation: seen.operation,
    hasWorker: worker !== undefined,
    ...(name === undefined ? {} : { function: name }),
  });
  const handle = async () => {
    try {
      return await playing.handle(request);
    } catch (error) {
      throw service === 's3' ? hideMissing(needs, request.caller, seen.intents, error) : error;
    }
  };
  return fault ? strike(needs, fault, worker, handle) : handle();
}

function dress(needs: AwsEndpointNeeds, request: AwsRequest, response: AwsResponse): AwsResponse {
  // An SDK sets its clock by this header, and a function's clock is the moved one.
  const now = request.caller.kind === 'function' ? needs.clock.now() : Date.now();
  return { ...response, headers: { date: new Date(now).toUTCString(), ...response.headers } };
}

function record(needs: AwsEndpointNeeds, service: ServiceName, seen: Seen, begun: number): void {
  const { request, operation, intents, allowed, presigned, outcome, units } = seen;
  const rounded = (ms: number) => Math.round(ms * 100) / 100;
  needs.calls.add({
    at: new Date(needs.clock.now()).toISOString(),
    function: request.caller.kind === 'function' ? request.caller.name : null,
    service,
    operation,
    actions: intents.map((intent) => intent.action),
    resources: intents.map((intent) => intent.resource),
    allowed,
    presigned,
    ms: rounded(performance.now() - begun),
    begun: rounded(begun),
    outcome,
    ...(units && { units }),
  });
}

function unexpected(
  { log = console.error }: AwsEndpointNeeds,
  service: ServiceName,
  operation: string | null,
  error: unknown,
): AwsError {
  const place = error instanceof Error ? (error.stack?.split('\n').find((line) => /^\s+at /.test(line)) ?? '') : '';
  log(`aws: ${service} ${operation ?? '?'} broke: ${error}${place}`.replace(/\s+/g, ' '));
  return new AwsError('InternalFailure', 'The local host broke on this call; its stderr says how', 500);
}

const isPreflight = ({ method, headers }: AwsRequest) =>
  method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;

const message = 'The local host does not play this service';

/** Refuses (400) a call to a service that the local host does not play, in JSON or in the query protocol's XML. */
function notPlayed(headers: AwsRequest['headers']): AwsResponse {
  if (headers['x-amz-target'] !== undefined) {
    const body = JSON.stringify({ __type: 'UnknownOperationException', message });
    return { status: 400, headers: { 'content-type': 'application/x-amz-json-1.1' }, body };
  }
  const error = `<Error><Type>Sender</Type><Code>InvalidAction</Code><Message>${message}</Message></Error>`;
  const body = `<ErrorResponse>${error}</ErrorResponse>`;
  return { status: 400, headers: { 'content-type': 'text/xml' }, body };
}
