import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { JSONWebKeySet } from 'jose';
import { localAccount } from '../aws/service.ts';
import { InvocationError } from '../lambda/invocation-error.ts';
import type { LambdaFunction } from '../lambda/lambda-function.ts';
import { isJsonObject, type JsonObject } from '../template/json.ts';
import type { AccessVariable } from './access-log.ts';
import { apiAnswer } from './api-answer.ts';
import { apiEvent, commonLogTime } from './api-event.ts';
import { type HttpRequest, type HttpResponse, jsonResponse } from './http.ts';
import { authorizeJwt, type JwtAuthorizer, type Verdict } from './jwt-authorizer.ts';
import { createRouteThrottle, type RouteThrottle } from './route-throttle.ts';
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
  /** How many calls it accepts; default: no limit. */
  readonly throttle?: RouteThrottle | undefined;
};

export type HttpApi = { readonly handle: (request: HttpRequest) => Promise<HttpResponse> };

/** API Gateway's own limit on a body, in bytes. */
export const longestApiBody = 10 * 1024 * 1024;

/** What an answer contributes to the access log. */
type Logged = Partial<Record<AccessVariable, unknown>>;

/**
 * An HTTP API with Lambda proxy integrations. Its own answers are API Gateway's: 404 without a route, 429 beyond a route's
 * throttle, 401/403 from the authorizer, 413, 503 if the integration times out or is throttled, 500 if the function fails. Only a
 * crashed function is a 502, so that developers can see the difference.
 */
export function createHttpApi(options: {
  readonly apiId: string;
  readonly domainName: string;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly routes: readonly ApiRoute[];
  readonly now: () => number;
  /** The issuer's public keys; undefined if the issuer is not on this host. */
  readonly keysOf: (issuer: string) => Promise<JSONWebKeySet | undefined>;
  /** Checks the SigV4 signature and the permission of its signer (AWS_IAM). */
  readonly authorizeIam: (request: HttpRequest) => Promise<Verdict>;
  /** Whether the routes' throttles are in force. */
  readonly throttles: () => boolean;
  /** Called for every request after its answer. */
  readonly logAccess: (logged: Logged) => void;
}): HttpApi {
  const { apiId, domainName, stage, stageVariables, routes, now } = options;
  const buckets = new Map(routes.map((route) => [route, route.throttle && createRouteThrottle(route.throttle)]));

  async function authorize(request: HttpRequest, { authorization }: ApiRoute): Promise<Verdict> {
    if (authorization.kind === 'none') return { allowed: true, authorizer: {} };
    if (authorization.kind === 'iam') return options.authorizeIam(request);
    const keys = await options.keysOf(authorization.authorizer.issuer);
    if (!keys) return { allowed: false, status: 401, reason: 'the issuer is not known' };
    return authorizeJwt(request, authorization.authorizer, { keys, scopes: authorization.scopes, now: now() });
  }

  async function answer(request: HttpRequest, requestId: string, logged: Logged): Promise<HttpResponse> {
    if (request.body.length > longestApiBody) return message(413, 'Request Entity Too Large');
    const match = matchRoute(routes, request.method, request.path);
    if (!match) return message(404, 'Not Found');
    const { route, pathParameters } = match;
    logged.routeKey = route.routeKey.key;
    if (options.throttles() && buckets.get(route)?.(now()) === false) return message(429, 'Too Many Requests');
    const verdict = await authorize(request, route);
    if (!verdict.allowed) {
      logged['authorizer.error'] = verdict.reason;
      return refusal(verdict.status);
    }
    const { authorizer } = verdict;
    logged['identity.userArn'] = userArnOf(authorizer);
    const event = apiEvent(request, {
      ...{ apiId, domainName, stage, stageVariables, requestId, pathParameters },
      routeKey: route.routeKey.key,
      authorizer: Object.keys(authorizer).length > 0 ? authorizer : undefined,
      now: now(),
    });
    return integrate(route, event, logged);
  }

  return {
    async handle(request) {
      const requestId = randomUUID();
      const begun = performance.now();
      const logged: Logged = {
        ...{ requestId, apiId, domainName, stage, accountId: localAccount, protocol: 'HTTP/1.1' },
        ...{ requestTime: commonLogTime(now()), requestTimeEpoch: Math.floor(now()) },
        ...{ httpMethod: request.method, path: request.path },
        'identity.sourceIp': request.address,
        'identity.userAgent': request.headers['user-agent'],
      };
      const response = await answer(request, requestId, logged);
      const { status } = response;
      options.logAccess({
        ...logged,
        status,
        responseLength: response.body.length,
        responseLatency: Math.round(performance.now() - begun),
      });
      return { ...response, headers: [...response.headers, ['apigw-requestid', requestId]] };
    },
  };
}

async function integrate(
  { target, timeoutMs }: ApiRoute,
  event: ReturnType<typeof apiEvent>,
  logged: Logged,
): Promise<HttpResponse> {
  const waiting = new AbortController();
  const failed = (status: number, text: string, reason: string) => {
    logged.integrationErrorMessage = reason;
    logged['error.message'] = text;
    return message(status, text);
  };
  try {
    const tooLate = pause(timeoutMs, 'too-late' as const, { signal: waiting.signal });
    tooLate.catch(() => {});
    const answer = await Promise.race([target.invoke(event).then((value) => ({ value })), tooLate]);
    return answer === 'too-late'
      ? failed(503, 'Service Unavailable', 'the function took too long')
      : apiAnswer(answer.value);
  } catch (error) {
    const failure = error instanceof InvocationError ? error.failure : undefined;
    if (failure === 'throttled') return failed(503, 'Service Unavailable', 'the function was throttled');
    return failure === 'crash'
      ? failed(502, 'Bad Gateway', 'the function ended before it answered')
      : failed(500, 'Internal Server Error', 'the function threw');
  } finally {
    waiting.abort();
  }
}

function userArnOf({ iam }: JsonObject): string | undefined {
  return iam !== undefined && isJsonObject(iam) && typeof iam.userArn === 'string' ? iam.userArn : undefined;
}

const message = (status: number, text: string) => jsonResponse(status, { message: text });

function refusal(status: 401 | 403): HttpResponse {
  if (status === 403) return message(403, 'Forbidden');
  const response = message(401, 'Unauthorized');
  return { ...response, headers: [...response.headers, ['www-authenticate', 'Bearer']] };
}
