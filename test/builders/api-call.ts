import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { Session } from '#shared/platform/http/endpoint.ts';
import { originSecretHeader, originSecretsVariable } from '#shared/platform/http/origin-secret.ts';

export type ApiAnswer = {
  status: number;
  body: unknown;
  text: string;
  headers: Record<string, unknown>;
  cookies: string[];
};

type Handler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

type Sent = {
  body?: unknown;
  cookie?: string | undefined;
  session?: Session;
};

const context: Context = {
  awsRequestId: 'test-request',
  functionName: 'test',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:test',
  memoryLimitInMB: '512',
  logGroupName: 'test',
  logStreamName: 'test',
  callbackWaitsForEmptyEventLoop: false,
  getRemainingTimeInMillis: () => 300_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

/** Calls an endpoint's handler as API Gateway would (payload 2.0). */
export async function anApiCall(handle: Handler, { body, cookie, session }: Sent = {}): Promise<ApiAnswer> {
  const jwt = session && {
    claims: {
      account: session.accountId,
      username: session.username,
      token_use: 'access',
      iat: String(session.issuedAt),
      origin_jti: session.sessionId,
    },
    scopes: [],
  };
  const event = {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/',
    rawQueryString: '',
    headers: { 'content-type': 'application/json', [originSecretHeader]: 'from-cloudfront' },
    stageVariables: { [originSecretsVariable]: 'from-cloudfront' },
    ...(cookie ? { cookies: [cookie] } : {}),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    isBase64Encoded: false,
    requestContext: {
      accountId: '000000000000',
      apiId: 'test',
      domainName: 'test',
      domainPrefix: 'test',
      http: { method: 'POST', path: '/', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'test-request',
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: 0,
      ...(jwt ? { authorizer: { jwt } } : {}),
    },
  };
  const answer = await handle(event, context);
  const text = answer.body ?? '';
  return {
    status: answer.statusCode ?? 0,
    body: text === '' ? undefined : JSON.parse(text),
    text,
    headers: answer.headers ?? {},
    cookies: answer.cookies ?? [],
  };
}
