import type { Credential } from '#host/aws/authenticate.ts';
import { createCalls } from '#host/aws/calls.ts';
import { type AwsEndpointNeeds, createAwsEndpoint } from '#host/aws/endpoint.ts';
import { createFaults } from '#host/aws/faults.ts';
import { parsePolicy } from '#host/aws/iam.ts';
import { createAwsPorts } from '#host/aws/ports.ts';
import type { AwsRequest, AwsService, Intent } from '#host/aws/service.ts';
import { createClock } from '#host/clock.ts';
import { createClosing } from '#host/closing.ts';

export type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

/** The keys of the one function, `read-things`, that the endpoint's tests know. */
export const functionKeys = { accessKeyId: 'AKIAREADTHINGS', secretAccessKey: 'its-secret', sessionToken: 'its-token' };
/** Keys that nobody issued: the owner's. */
export const ownerKeys: Keys = { accessKeyId: 'test', secretAccessKey: 'whatever' };

export const table = 'arn:aws:dynamodb:eu-central-1:000000000000:table/things';

/** Calls that took effect, as `service operation`. */
type Effects = string[];

const operationOf = (request: AwsRequest) => String(request.headers['x-amz-target']).split('.')[1] ?? '';

const jsonService = (
  name: string,
  effects: Effects,
  intents: (request: AwsRequest) => readonly Intent[],
): AwsService => ({
  operation: operationOf,
  intents,
  handle: async (request) => {
    effects.push(`${name} ${operationOf(request)}`);
    return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: '{}' };
  },
  failure: (error) => ({
    status: error.status,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({ __type: error.code, message: error.message }),
  }),
});

const ses = (effects: Effects): AwsService => {
  const form = (request: AwsRequest) => new URLSearchParams(request.body.toString());
  return {
    operation: (request) => form(request).get('Action') ?? '',
    intents: (request) => [
      {
        action: 'ses:SendEmail',
        resource: 'arn:aws:ses:eu-central-1:000000000000:identity/example.org',
        context: { 'ses:FromAddress': [form(request).get('Source') ?? ''] },
      },
    ],
    handle: async () => {
      effects.push('ses SendEmail');
      const body =
        '<SendEmailResponse><SendEmailResult><MessageId>m-1</MessageId></SendEmailResult></SendEmailResponse>';
      return { status: 200, headers: { 'content-type': 'text/xml' }, body };
    },
    failure: (error) => ({
      status: error.status,
      headers: { 'content-type': 'text/xml' },
      body: `<ErrorResponse><Error><Type>Sender</Type><Code>${error.code}</Code><Message>${error.message}</Message></Error></ErrorResponse>`,
    }),
  };
};

const objectOperations: Record<string, string> = { PUT: 'PutObject', GET: 'GetObject', HEAD: 'HeadObject' };

const s3 = (effects: Effects): AwsService => ({
  operation: (request) => objectOperations[request.method] ?? request.method,
  intents: (request) => [
    {
      action: request.method === 'PUT' ? 's3:PutObject' : 's3:GetObject',
      resource: `arn:aws:s3:::${decodeURIComponent(request.path.slice(1))}`,
    },
  ],
  handle: async (request) => {
    effects.push(`s3 ${objectOperations[request.method]} ${request.body.length}`);
    return {
      status: 200,
      headers: { 'content-type': 'text/plain', etag: '"e"' },
      body: request.method === 'PUT' ? '' : 'the object',
    };
  },
  failure: (error) => ({
    status: error.status,
    headers: { 'content-type': 'application/xml' },
    body: `<Error><Code>${error.code}</Code><Message>${error.message}</Message></Error>`,
  }),
});

const everything = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };

/** An endpoint on fake services, listening on a public port and on that of the function `read-things`. */
export async function anEndpoint({
  policy = everything,
  ...own
}: Partial<AwsEndpointNeeds> & { policy?: unknown } = {}) {
  const effects: Effects = [];
  const lines: string[] = [];
  const killed: string[] = [];
  const clock = createClock();
  const faults = createFaults();
  const calls = createCalls();
  const credential: Credential = {
    secret: functionKeys.secretAccessKey,
    sessionToken: functionKeys.sessionToken,
    principal: { kind: 'function', name: 'read-things' },
  };
  const of = (name: string) => (request: AwsRequest) => [
    { action: `${name}:${operationOf(request)}`, resource: name === 'dynamodb' ? table : '*' },
  ];
  const needs: AwsEndpointNeeds = {
    clock,
    services: {
      dynamodb: jsonService('dynamodb', effects, of('dynamodb')),
      // Cognito checks no permission for what goes out unsigned.
      'cognito-idp': jsonService('cognito-idp', effects, (request) =>
        operationOf(request).startsWith('Admin') ? of('cognito-idp')(request) : [],
      ),
      sqs: jsonService('sqs', effects, of('sqs')),
      'sms-voice': jsonService('sms-voice', effects, of('sms-voice')),
      secretsmanager: jsonService('secretsmanager', effects, of('secretsmanager')),
      cloudformation: jsonService('cloudformation', effects, of('cloudformation')),
      events: jsonService('events', effects, of('events')),
      wafv2: jsonService('wafv2', effects, of('wafv2')),
      lambda: jsonService('lambda', effects, of('lambda')),
      monitoring: jsonService('monitoring', effects, of('monitoring')),
      s3: s3(effects),
      ses: ses(effects),
    },
    credentials: (accessKeyId) => (accessKeyId === functionKeys.accessKeyId ? credential : undefined),
    policiesOf: () => [parsePolicy(policy)],
    faults,
    calls,
    killWorker: (name) => {
      killed.push(name);
    },
    log: (line) => lines.push(line),
    ...own,
  };
  const closing = createClosing();
  const ports = createAwsPorts(closing);
  ports.serve(createAwsEndpoint(needs).handlerFor);
  const [url, workerUrl] = [await ports.open(0), await ports.open(0, 'read-things')];
  const close = async () => {
    clock.stop();
    await closing.close();
  };
  return { url, workerUrl, effects, lines, killed, clock, faults, calls, close };
}

/** Client options for one of the endpoint's ports; one attempt, so that a refusal is seen at once. */
export const clientFor = (endpoint: string, credentials: Keys = functionKeys) => ({
  endpoint,
  credentials,
  region: 'eu-central-1',
  maxAttempts: 1,
});
