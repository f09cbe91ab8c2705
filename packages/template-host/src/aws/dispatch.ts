import type { AwsRequest, ServiceName } from './service.ts';

const byTarget: Readonly<Record<string, ServiceName>> = {
  DynamoDB_20120810: 'dynamodb',
  AWSCognitoIdentityProviderService: 'cognito-idp',
  AmazonSQS: 'sqs',
  PinpointSMSVoiceV2: 'sms-voice',
  secretsmanager: 'secretsmanager',
  AWSWAF_20190729: 'wafv2',
  AWSEvents: 'events',
};

const byScope: Readonly<Record<string, ServiceName>> = {
  dynamodb: 'dynamodb',
  'cognito-idp': 'cognito-idp',
  s3: 's3',
  sqs: 'sqs',
  ses: 'ses',
  email: 'ses',
  'sms-voice': 'sms-voice',
  secretsmanager: 'secretsmanager',
  cloudformation: 'cloudformation',
  events: 'events',
  wafv2: 'wafv2',
  monitoring: 'monitoring',
  lambda: 'lambda',
};

const sesVersion = '2010-12-01';

type Addressed = Pick<AwsRequest, 'query' | 'headers' | 'body'>;

/**
 * The service that a request is for, because all share one port: by X-Amz-Target, else by the service in its credential scope,
 * else SES by its query protocol, else S3. Undefined for a service that the local host does not play.
 */
export function serviceOf(request: Addressed): ServiceName | undefined {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return own(byTarget, target.split('.')[0] ?? '');
  const scope = scopeService(request);
  if (scope !== undefined) return own(byScope, scope);
  return isSesQuery(request) ? 'ses' : 's3';
}

/** Whether a signature scoped to `scope` may be used with `service`. */
export const isScopeOf = (scope: string, service: ServiceName) => own(byScope, scope) === service;

const own = (names: Readonly<Record<string, ServiceName>>, name: string) =>
  Object.hasOwn(names, name) ? names[name] : undefined;

function scopeService({ headers, query }: Addressed): string | undefined {
  const inHeader = /Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1];
  return (inHeader ?? query.get('X-Amz-Credential') ?? '').split('/')[3];
}

function isSesQuery({ headers, query, body }: Addressed): boolean {
  const isForm = /^application\/x-www-form-urlencoded/i.test(headers['content-type'] ?? '');
  const fields = isForm ? new URLSearchParams(body.toString()) : query;
  return fields.has('Action') && fields.get('Version') === sesVersion;
}
