import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type ProblemCode, problemBody } from '#shared/contract/problems.ts';
import { DomainError, type ProblemDetails } from '#shared/platform/runtime/domain-error.ts';

/** No cache between customer and API may store answers. */
export const answerHeaders = { 'cache-control': 'no-store' };

/** A problem as an HTTP answer (RFC 9457). Status and title come from the problem table. */
export function problemAnswer(
  code: ProblemCode,
  details: ProblemDetails = {},
  headers: Readonly<Record<string, string>> = {},
): APIGatewayProxyStructuredResultV2 {
  const body = problemBody(code);
  return {
    statusCode: body.status,
    headers: { ...answerHeaders, 'content-type': 'application/problem+json', ...headers },
    body: JSON.stringify({ ...body, ...details }),
  };
}

/** The answer to any thrown error: a DomainError's problem, otherwise `unexpected` without details. */
export const answerError = (error: unknown): APIGatewayProxyStructuredResultV2 =>
  error instanceof DomainError
    ? problemAnswer(
        error.code,
        error.details,
        error.retryAfterSeconds === undefined ? {} : { 'retry-after': String(Math.ceil(error.retryAfterSeconds)) },
      )
    : problemAnswer('unexpected');
