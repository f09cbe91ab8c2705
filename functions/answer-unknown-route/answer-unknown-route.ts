import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as v from 'valibot';
import type { EndpointContract } from '#shared/contract/endpoint.ts';
import { cameThroughCloudFront } from '#shared/platform/http/came-through-cloudfront.ts';
import { problemAnswer } from '#shared/platform/http/problem.ts';
import { log } from '#shared/platform/runtime/log.ts';

const eventSchema = v.object({
  rawPath: v.string(),
  requestContext: v.object({ http: v.object({ method: v.string() }) }),
});

const pattern = (path: string) => new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}/?$`);

function problemOf(isThroughCloudFront: boolean, methods: readonly string[], method: string) {
  if (!isThroughCloudFront) return 'forbidden';
  return methods.length > 0 && !methods.includes(method) ? 'method-not-allowed' : 'not-found';
}

/**
 * Answers requests that no route takes: 403 if they bypassed CloudFront (R2.3a), 405 with the allowed methods if the address
 * takes others, otherwise 404. Neither the log nor the answer holds the address: a mistyped address may be personal data (R12.1).
 */
export const answerUnknownRoute = (endpoints: readonly Pick<EndpointContract, 'path' | 'method'>[]) => {
  const routes = endpoints.map(({ path, method }) => ({ method, pattern: pattern(path) }));
  return async (event: unknown): Promise<APIGatewayProxyStructuredResultV2> => {
    const { rawPath, requestContext } = v.parse(eventSchema, event);
    const methods = routes.filter((route) => route.pattern.test(rawPath)).map(({ method }) => method);
    const code = problemOf(cameThroughCloudFront(event), methods, requestContext.http.method);
    log.info('request', { operation: 'answer-unknown-route', outcome: code });
    return problemAnswer(
      code,
      {},
      code === 'method-not-allowed' ? { allow: [...new Set(methods)].sort().join(', ') } : {},
    );
  };
};
