import { setTimeout as pause } from 'node:timers/promises';
import type { JSONWebKeySet } from 'jose';
import { InvocationError } from '../lambda/invocation-error.ts';
import type { LambdaFunction } from '../lambda/lambda-function.ts';
import { apiAnswer } from './api-answer.ts';
import { apiEvent } from './api-event.ts';
import { type HttpRequest, type HttpResponse, jsonResponse } from './http.ts';
import { authorizeJwt, type JwtAuthorizer, type Verdict } from './jwt-authorizer.ts';
import { matchRoute, type RouteKey } from './routes.ts';

export type Authorization =
  | { readonly kind: 'none' }
  | { readonly kind: 'jwt'; readonly authorizer: JwtAuthorizer; readonly scopes: readonly string[] }
  | { readonly kind: 'iam' };

export type ApiRoute = {
  readonly routeKey: RouteKey;
  readonly target: LambdaFunction;
  readonly authorization: Authorization;
  /** How long API Gateway waits for the function, in ms (30 s at most). */
  readonly timeoutMs: number;
};

export type HttpApi = { readonly handle: (request: HttpRequest) => Promise<HttpResponse> };

/** API Gateway's own limit on a body, in bytes. */
export const longestApiBody = 10 * 1024 * 1024;

/**
 * An HTTP API with Lambda proxy integrations. Its own answers are API Gateway's: 404 without a route, 401/403 from the
 * authorizer, 413, 503 when the integration times out, 500 when the function fails; only a crashed function is a 502,
 * so that a person sees the difference on this machine.
 */
export function createHttpApi(options: {
  readonly apiId: string;
  readonly domainName: string;
  readonly stage: string;
  readonly routes: readonly ApiRoute[];
  readonly now: () => number;
  /** The issuer's public keys; undefined for an issuer that is not here. */
  readonly keysOf: (issuer: string) => Promise<JSONWebKeySet | undefined>;
  /** Checks the SigV4 signature and who signed (AWS_IAM). */
  readonly authorizeIam: (request: HttpRequest) => Promise<Verdict>;
}): HttpApi {
  const { routes, now } = options;

  async function authorize(request: HttpRequest, { authorization }: ApiRoute): Promise<Verdict> {
    if (authorization.kind === 'none') return { allowed: true, authorizer: {} };
    if (authorization.kind === 'iam') return options.authorizeIam(request);
    const keys = await options.keysOf(authorization.authorizer.issuer);
    if (!keys) return { allowed: false, status: 401 };
    return authorizeJwt(request, authorization.authorizer, { keys, scopes: authorization.scopes, now: now() });
  }

  return {
    async handle(request) {
      if (request.body.length > longestApiBody) return message(413, 'Request Entity Too Large');
      const match = matchRoute(routes, request.method, request.path);
      if (!match) return message(404, 'Not Found');
      const { route, pathParameters } = match;
      const verdict = await authorize(request, route);
      if (!verdict.allowed) return refusal(verdict.status);
      const event = apiEvent(request, {
        apiId: options.apiId,
        domainName: options.domainName,
        stage: options.stage,
        routeKey: route.routeKey.key,
        pathParameters,
        authorizer: Object.keys(verdict.authorizer).length > 0 ? verdict.authorizer : undefined,
        now: now(),
      });
      return integrate(route, event);
    },
  };
}

async function integrate({ target, timeoutMs }: ApiRoute, event: ReturnType<typeof apiEvent>): Promise<HttpResponse> {
  const waiting = new AbortController();
  try {
    const tooLate = pause(timeoutMs, 'too-late' as const, { signal: waiting.signal });
    tooLate.catch(() => {});
    const answer = await Promise.race([target.invoke(event).then((value) => ({ value })), tooLate]);
    return answer === 'too-late' ? message(503, 'Service Unavailable') : apiAnswer(answer.value);
  } catch (error) {
    const crashed = error instanceof InvocationError && error.failure === 'crash';
    return crashed ? message(502, 'Bad Gateway') : message(500, 'Internal Server Error');
  } finally {
    waiting.abort();
  }
}

const message = (status: number, text: string) => jsonResponse(status, { message: text });

function refusal(status: 401 | 403): HttpResponse {
  if (status === 403) return message(403, 'Forbidden');
  const response = message(401, 'Unauthorized');
  return { ...response, headers: [...response.headers, ['www-authenticate', 'Bearer']] };
}
