import middy, { type MiddyfiedHandler, type Request } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { EndpointContract } from '#shared/contract/endpoint.ts';
import type { NetworkName } from '#shared/platform/limits/limit-names.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { describeError, type LogFields, log, logAs } from '#shared/platform/runtime/log.ts';
import { cameThroughCloudFront } from './came-through-cloudfront.ts';
import type { Answer, Call, Endpoint } from './endpoint.ts';
import { parseCall, viewerAddressOf } from './parse-call.ts';
import { answerError, answerHeaders } from './problem.ts';

type Result = APIGatewayProxyStructuredResultV2;

function answerOf(answer: Answer<EndpointContract>): Result {
  const cookies = answer.cookies ? { cookies: [...answer.cookies] } : {};
  if (answer.body === null) return { statusCode: answer.status, headers: answerHeaders, ...cookies };
  return {
    statusCode: answer.status,
    headers: { ...answerHeaders, 'content-type': 'application/json' },
    body: JSON.stringify(answer.body),
    ...cookies,
  };
}

/** What is known of a request when it is answered. */
type Known = {
  readonly operation: string;
  readonly startedAt: number;
  readonly network: string | undefined;
  /** The API's id of the call, which the browser got as `apigw-requestid`. */
  readonly apiRequestId: string | undefined;
};

/** Why a call was refused, where that is known besides its code: what was busy, and the error that said so. */
const reasonOf = ({ because, cause }: DomainError): LogFields => ({
  ...(cause === undefined ? {} : describeError(cause)),
  ...(because === undefined ? {} : { reason: because }),
});

/** Logs one line for each request: operation, outcome, duration (ms), and nothing that was sent (R12.1). */
function logRequest(known: Known, request: Request<unknown, Result>, error?: unknown) {
  const { operation, startedAt, network, apiRequestId } = known;
  const fields = {
    operation,
    ...(network === undefined ? {} : { network }),
    status: request.response?.statusCode ?? 500,
    durationMs: Math.round(performance.now() - startedAt),
    requestId: request.context.awsRequestId,
    ...(apiRequestId === undefined ? {} : { apiRequestId }),
  };
  const because = error instanceof DomainError ? error.because : undefined;
  // What is busy for a known reason is no failure of this function: the alarm of that reason counts it.
  if (error === undefined || (error instanceof DomainError && (error.cause === undefined || because !== undefined)))
    log.info(
      'request',
      error instanceof DomainError
        ? { ...fields, ...reasonOf(error), outcome: error.code }
        : { ...fields, outcome: 'ok' },
    );
  else log.error('request', { ...fields, outcome: 'unexpected', ...describeError(error) });
}

/**
 * The Lambda handler of an endpoint, and the only place with middy. It refuses requests that bypassed CloudFront, parses the call
 * against the contract, takes the customer from the verified claim, turns errors into problems and writes one log line for each
 * request. It does not use middy's JSON parser and error handler: together they print the body, including passwords.
 * `networkName` adds the caller's network to the line, by its name of the day.
 */
export function httpApi<E extends EndpointContract>(
  { contract, behave }: Endpoint<E>,
  { networkName }: { readonly networkName?: NetworkName } = {},
): MiddyfiedHandler<APIGatewayProxyEventV2, Result> {
  logAs(contract.name);
  const startedAt = new WeakMap<object, number>();
  const knownOf = (request: Request<APIGatewayProxyEventV2, Result>): Known => ({
    operation: contract.name,
    startedAt: startedAt.get(request) ?? performance.now(),
    apiRequestId: request.event.requestContext?.requestId,
    // Who bypassed CloudFront can claim any address.
    network: cameThroughCloudFront(request.event) ? networkName?.(viewerAddressOf(request.event)) : undefined,
  });
  return middy<APIGatewayProxyEventV2, Result>()
    .before((request) => {
      startedAt.set(request, performance.now());
    })
    .after((request) => logRequest(knownOf(request), request))
    .onError((request) => {
      request.response = answerError(request.error);
      logRequest(knownOf(request), request, request.error);
    })
    .handler(async (event): Promise<Result> => {
      // The helpdesk calls the API's own address, because CloudFront would replace the signed host.
      if (contract.auth !== 'iam' && !cameThroughCloudFront(event)) throw new DomainError('forbidden');
      const call: Call<E> = parseCall(contract, event);
      return answerOf(await behave(call));
    });
}
