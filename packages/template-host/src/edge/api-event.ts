import { localAccount } from '../aws/service.ts';
import type { Json, JsonObject } from '../template/json.ts';
import { type HttpRequest, joined } from './http.ts';

/**
 * The event of payload format 2.0 that an HTTP API sends to a function. Source: "Create AWS Lambda proxy integrations for HTTP
 * APIs" in the API Gateway guide.
 */
export function apiEvent(
  request: HttpRequest,
  route: {
    readonly apiId: string;
    readonly domainName: string;
    readonly stage: string;
    readonly routeKey: string;
    readonly pathParameters: Readonly<Record<string, string>>;
    readonly authorizer: JsonObject | undefined;
    readonly stageVariables: Readonly<Record<string, string>>;
    readonly requestId: string;
    /** ms since 1970 UTC. */
    readonly now: number;
  },
): Json {
  const { cookie, ...headers } = request.headers;
  const parameters = joined(new URLSearchParams(request.query));
  const decoded = decodePath(request.path);
  const isText = isTextual(headers['content-type']);
  return {
    version: '2.0',
    routeKey: route.routeKey,
    // Despite its name, API Gateway decodes it.
    rawPath: decoded,
    rawQueryString: request.query,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/).filter(Boolean) }),
    headers,
    ...(Object.keys(parameters).length > 0 ? { queryStringParameters: parameters } : {}),
    ...(Object.keys(route.pathParameters).length > 0 ? { pathParameters: route.pathParameters } : {}),
    ...(Object.keys(route.stageVariables).length > 0 ? { stageVariables: route.stageVariables } : {}),
    requestContext: {
      accountId: localAccount,
      apiId: route.apiId,
      domainName: route.domainName,
      domainPrefix: route.domainName.split('.')[0] ?? '',
      http: {
        method: request.method,
        path: decoded,
        protocol: 'HTTP/1.1',
        sourceIp: request.address,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: route.requestId,
      routeKey: route.routeKey,
      stage: route.stage,
      time: commonLogTime(route.now),
      timeEpoch: Math.floor(route.now),
      ...(route.authorizer ? { authorizer: route.authorizer } : {}),
    },
    ...(request.body.length > 0 ? { body: request.body.toString(isText ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: request.body.length > 0 && !isText,
  };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

// Content types that API Gateway passes as text. Everything else arrives as base64, including a body without a content type.
const isTextual = (contentType = '') =>
  /^(text\/|application\/(json|javascript|xml|[\w.-]+\+json|[\w.-]+\+xml|x-www-form-urlencoded))/i.test(contentType);

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `19/Nov/2026:20:13:32 +0000` */
export function commonLogTime(now: number): string {
  const at = new Date(now);
  const [, time = ''] = /T(\d\d:\d\d:\d\d)/.exec(at.toISOString()) ?? [];
  const day = String(at.getUTCDate()).padStart(2, '0');
  return `${day}/${monthNames[at.getUTCMonth()]}/${at.getUTCFullYear()}:${time} +0000`;
}
