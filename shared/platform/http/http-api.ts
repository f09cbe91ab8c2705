import middy, { type MiddyfiedHandler, type Request } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { EndpointContract } from '#shared/contract/endpoint.ts';
import type { NetworkName } from '#shared/platform/limits/limit-names.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { describeError, log } from '#shared/platform/runtime/log.ts';
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
type Known = { readonly operation: string; readonly startedAt: number; readonly network: string | undefined };

/** Logs one line for each request: operation, outcome, duration (ms), and nothing that was sent (R12.1). */
function logRequest(known: Known, request: Request<unknown, Result>, error?: unknown) {
  const { operation, startedAt, network } = known;
  const fields = {
    operation,
    ...(network === undefined ? {} : { network }),
    status: request.response?.statusCode ?? 500,
    durationMs: Math.round(performance.now() - startedAt),
    requestId: request.context.awsRequestId,
  };
  if (error === undefined || (error instanceof DomainError && error.cause === undefined))
    log.info(
      'request',
      error instanceof DomainError ? { ...fields, outcome: error.code } : { ...fields, outcome: 'ok' },
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
  const startedAt = new WeakMap<object, number>();
  const knownOf = (request: Request<APIGatewayProxyEventV2, Result>): Known => ({
    operation: contract.name,
    startedAt: startedAt.get(request) ?? performance.now(),
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
