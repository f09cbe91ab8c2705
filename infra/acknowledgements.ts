import { CfnElement, Stack, Validations } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { contract } from '#shared/contract/contract.ts';
import type { EndpointContract } from '#shared/contract/endpoint.ts';
import { insurerFiles, topFolders } from '#shared/insurer/files.ts';
import type { PortalApi } from './api.ts';
import type { PseudonymSecret } from './identity/pseudonym-secret.ts';
import type { CustomerPool } from './identity/user-pool.ts';
import type { DocumentsBucket } from './storage/documents-bucket.ts';
import type { OriginSecret } from './website/origin-secret.ts';
import type { Website } from './website/website.ts';

type Parts = {
  readonly api: PortalApi;
  readonly customers: CustomerPool;
  /** The worker that mails about documents. */
  readonly delivery: IConstruct;
  readonly documents: DocumentsBucket;
  readonly originSecret: OriginSecret;
  readonly pseudonymSecret: PseudonymSecret;
  readonly website: Website;
};

const acknowledge = (scope: IConstruct, id: string, reason: string) =>
  Validations.of(scope).acknowledge({ id, reason });

/**
 * Where the stack leaves the advice of cdk-nag's AwsSolutions rules, and why. What is not here fails a test
 * (test/infra/nag.test.ts).
 */
export function acknowledgeFindings(stack: Stack, parts: Parts): void {
  const { api, customers, delivery, documents, originSecret, pseudonymSecret, website } = parts;
  for (const { bucket } of [documents, website])
    acknowledge(
      bucket,
      'AwsSolutions-S1',
      'An access log would keep addresses of customers and whole signed links. The portal table keeps, as evidence, who was given a link to which document.',
    );
  acknowledge(
    pseudonymSecret,
    'AwsSolutions-SMG4',
    'Every key of a person or contact is made with it: a rotation by clock would make all of them unfindable. The runbook describes the rotation by hand.',
  );
  acknowledge(
    originSecret,
    'AwsSolutions-SMG4',
    'CloudFront and the API must change together, which is a deployment: raise originSecretGeneration (docs/runbook.md).',
  );
  identity(customers);
  acknowledge(
    api,
    'AwsSolutions-APIG4',
    'Registration, sign-in and recovery come before any session: these routes are public by the contract, which test/infra/stack.test.ts holds every route against; they answer only what came through CloudFront.',
  );
  distribution(website);
  objects(stack, documents, website);
  acknowledge(
    delivery,
    'AwsSolutions-IAM5[Resource::*]',
    'ses:GetSendQuota tells the quota of the whole account; IAM knows no resource for it (R5.1a).',
  );
  helpdeskRoutes(stack, api);
}

function identity({ pool, clientSecret }: CustomerPool) {
  acknowledge(
    clientSecret,
    'AwsSolutions-SMG4',
    'A copy of what the pool made for its client: it changes with the client, which ends all sessions.',
  );
  acknowledge(
    pool,
    'AwsSolutions-COG1',
    'Length (12) and strength by zxcvbn instead of rules of composition, which make passwords worse (NIST SP 800-63B-4, 3.1.1.2); shared/contract/passwords/password-policy.ts decides.',
  );
  acknowledge(
    pool,
    'AwsSolutions-COG2',
    'The insurer offers a username and a password only; docs/security.md says what protects the accounts (lock after three wrong passwords, short sessions).',
  );
  acknowledge(
    pool,
    'AwsSolutions-COG8',
    'What the plus plan adds (risk scores, lockout) the guard does by the rules of the insurer: three passwords in 24 hours.',
  );
}

function distribution({ distribution: cloudFront }: Website) {
  acknowledge(cloudFront, 'AwsSolutions-CFR1', 'Customers read their documents abroad too.');
  acknowledge(
    cloudFront,
    'AwsSolutions-CFR2',
    'The API limits by account, person and address itself and its stage throttles; a web ACL can be added without a change here and is priced per request.',
  );
  acknowledge(
    cloudFront,
    'AwsSolutions-CFR3',
    'Its log would keep the address of every customer. The API logs each call without it; metrics show the rest.',
  );
  acknowledge(
    cloudFront,
    'AwsSolutions-CFR4',
    'Only without a domain of one’s own: CloudFront’s certificate fixes the lowest version. With the settings domain and certificateArn it is TLS 1.2.',
  );
}

/** Objects have names of their own, so a permission names a prefix: the narrowest that IAM can say. */
function objects(stack: Stack, documents: DocumentsBucket, website: Website) {
  const ofFiles = insurerFiles.map(({ prefix }) => prefix);
  const prefixes = new Set([...ofFiles, ...topFolders(ofFiles)]);
  const under = (bucket: Bucket, prefix: string) =>
    acknowledge(
      stack,
      `AwsSolutions-IAM5[Resource::<${logicalId(bucket)}.Arn>/${prefix}*]`,
      `Objects under ${prefix || 'the web bucket'} have names of their own; no action has a wildcard.`,
    );
  for (const prefix of prefixes) under(documents.bucket, prefix);
  under(website.bucket, '');
}

function helpdeskRoutes(stack: Stack, { api }: PortalApi) {
  const endpoints: readonly EndpointContract[] = Object.values(contract);
  for (const { method, path } of endpoints.filter((one) => one.auth === 'iam' && one.path.includes('{')))
    acknowledge(
      stack,
      `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<${logicalId(api)}>/$default/${method}${path.replace(/\{\w+\}/g, '*')}]`,
      'The star is the identification of a caller; method and path are exact.',
    );
}

function logicalId(construct: IConstruct): string {
  const resource = construct.node.defaultChild;
  if (!CfnElement.isCfnElement(resource)) throw new Error(`${construct.node.path} has no CloudFormation resource`);
  const id: unknown = Stack.of(construct).resolve(resource.logicalId);
  return String(id);
}
