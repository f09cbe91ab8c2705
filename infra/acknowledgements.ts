import type { Stack } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import {
  type Access,
  acknowledge,
  arnIn,
  type Backups,
  type LockedArchive,
  logicalId,
  type OriginSecret,
  systemOf,
  WatchedFunction,
} from 'watched-stack';
import { contract } from '#shared/contract/contract.ts';
import type { EndpointContract } from '#shared/contract/endpoint.ts';
import { auditPrefix } from '#shared/helpdesk/archive/audit-archive.ts';
import type { PortalApi } from './api.ts';
import type { LimitsSecret } from './identity/limits-secret.ts';
import type { PseudonymSecret } from './identity/pseudonym-secret.ts';
import type { CustomerPool } from './identity/user-pool.ts';
import type { DocumentsBucket } from './storage/documents-bucket.ts';
import { comingIn, goingOut } from './storage/insurer-policy.ts';
import type { PortalTable, RegistryTable } from './storage/tables.ts';
import type { Website } from './website/website.ts';

type DataParts = {
  readonly customers: CustomerPool;
  readonly portal: PortalTable;
  readonly registry: RegistryTable;
  readonly documents: DocumentsBucket;
  readonly pseudonyms: PseudonymSecret;
  readonly archive: LockedArchive;
  readonly backups: Backups | undefined;
  readonly limitsSecret: LimitsSecret;
};

type PortalStackParts = {
  readonly api: PortalApi;
  readonly documents: DocumentsBucket;
  readonly originSecret: OriginSecret;
  readonly website: Website;
  readonly hasWebAcl: boolean;
};

/**
 * Where the stacks leave the advice of cdk-nag's AwsSolutions rules, and why. What is not here fails a test
 * (test/infra/nag.test.ts).
 */
export function acknowledgeDataFindings(stack: Stack, parts: DataParts): void {
  const { customers, documents, archive, pseudonyms, limitsSecret, backups } = parts;
  withoutAccessLog(documents);
  lockedArchive(stack, archive);
  acknowledge(
    pseudonyms,
    'AwsSolutions-SMG4',
    'Every key of a person or contact is made with it: a rotation by clock would make all of them unfindable. The runbook describes the rotation by hand.',
  );
  acknowledge(
    limitsSecret,
    'AwsSolutions-SMG4',
    'It finds nobody and opens nothing; a rotation by clock would start all limits again (docs/runbook.md, "lock-surge").',
  );
  operators(stack, parts);
  identity(customers);
  traces(stack);
  objectsUnder(stack, documents.bucket, [...grantedPrefixes(stack), ...comingIn, ...goingOut]);
  if (backups) backupRole(backups, documents);
}

/** What AWS Backup needs (AWS Backup guide, "Managed policies"): it backs up whole resources, and lists what has no resource in IAM. */
function backupRole({ role }: Backups, { bucket }: DocumentsBucket) {
  acknowledge(
    role,
    `AwsSolutions-IAM5[Resource::<${logicalId(bucket)}.Arn>/*]`,
    'A backup of the bucket reads every object of the bucket.',
  );
  acknowledge(
    role,
    `AwsSolutions-IAM5[Resource::${arnIn(role, 'events', 'rule/AwsBackupManagedRule*', '*')}]`,
    'AWS Backup follows the bucket by rules of its own, which it numbers.',
  );
  acknowledge(
    role,
    'AwsSolutions-IAM5[Resource::*]',
    'Listing buckets and rules and reading metrics has no resource in IAM; AWS Backup does all three.',
  );
}

/** The same for the stack that customers use. */
export function acknowledgePortalFindings(stack: Stack, parts: PortalStackParts): void {
  const { api, documents, originSecret, website, hasWebAcl } = parts;
  withoutAccessLog(website);
  acknowledge(
    originSecret,
    'AwsSolutions-SMG4',
    'CloudFront and the API must change together, which is a deployment: raise originSecretGeneration (docs/runbook.md).',
  );
  acknowledge(
    api,
    'AwsSolutions-APIG4',
    'Registration, sign-in and recovery come before any session: these routes are public by the contract, which test/infra/stack.test.ts holds every route against; they answer only what came through CloudFront.',
  );
  distribution(website, hasWebAcl);
  objectsUnder(stack, website.bucket, ['']);
  objectsUnder(stack, documents.bucket, grantedPrefixes(stack));
  accountOfMails(stack);
  traces(stack);
  helpdeskRoutes(stack, api);
}

function lockedArchive(stack: Stack, { bucket }: LockedArchive) {
  acknowledge(
    bucket,
    'AwsSolutions-S1',
    'It is itself the log of who touched documents and audit; nothing in it can be changed, and nobody but auditors reads it.',
  );
  objectsUnder(stack, bucket, [auditPrefix]);
}

function withoutAccessLog({ bucket }: { readonly bucket: Bucket }) {
  acknowledge(
    bucket,
    'AwsSolutions-S1',
    'An access log would keep addresses of customers and whole signed links. The portal table keeps, as evidence, who was given a link to which document.',
  );
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

function distribution({ distribution: cloudFront }: Website, hasWebAcl: boolean) {
  acknowledge(cloudFront, 'AwsSolutions-CFR1', 'Customers read their documents abroad too.');
  if (!hasWebAcl)
    acknowledge(
      cloudFront,
      'AwsSolutions-CFR2',
      'The setting webAcl is off: the insurer puts a web ACL of its own before CloudFront (docs/deploy.md).',
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

/** What X-Ray takes. */
function traces(stack: Stack) {
  if (!systemOf(stack).isTraced) return;
  for (const each of WatchedFunction.allIn(stack))
    acknowledge(
      each,
      'AwsSolutions-IAM5[Resource::*]',
      'Traces go to the account as a whole; IAM has no resource for them. The setting tracing is on.',
    );
}

/** The calls that a function's role allows, store by store. */
const grantsOf = ({ uses }: WatchedFunction<Access>) => uses.flatMap(({ grants }) => grants);

/** The functions that ask for the quota or the suppression list. */
function accountOfMails(stack: Stack) {
  for (const each of WatchedFunction.allIn(stack))
    if (grantsOf(each).some(({ on }) => on === 'mail-account'))
      acknowledge(
        each,
        'AwsSolutions-IAM5[Resource::*]',
        "SES's quota and suppression list are the whole account's; IAM has no resource for them (R5.1a, R10.5).",
      );
}

/** The prefixes of the documents bucket that functions of a stack are granted. */
const grantedPrefixes = (stack: Stack) =>
  WatchedFunction.allIn(stack)
    .flatMap(grantsOf)
    .flatMap(({ on }) => (on.startsWith('documents-bucket/') ? [on.slice('documents-bucket/'.length)] : []));

/** Objects have names of their own, so a permission names a prefix: the narrowest that IAM can say. */
function objectsUnder(stack: Stack, bucket: Bucket, prefixes: readonly string[]) {
  for (const prefix of new Set(prefixes))
    acknowledge(
      stack,
      `AwsSolutions-IAM5[Resource::<${logicalId(bucket)}.Arn>/${prefix}*]`,
      `Objects under ${prefix || 'the web bucket'} have names of their own; no action has a wildcard.`,
    );
}

/** What operators may touch is named by the stage, or has no name before somebody looks for it. */
function operators(stack: Stack, { documents, portal, registry }: DataParts) {
  const policy = stack.node.findChild('portal-operators');
  const name = systemOf(stack).name;
  const wide = [
    arnIn(stack, 'cloudformation', `stack/${name}*`),
    arnIn(stack, 'cloudformation', `stack/${name}-edge/*`, 'us-east-1'),
    arnIn(stack, 'sqs', `${name}-*`),
    arnIn(stack, 'cloudwatch', `alarm:${name}-*`),
    arnIn(stack, 'events', `rule/${name}-*`),
    arnIn(stack, 'wafv2', 'global/webacl/*', 'us-east-1'),
    `<${logicalId(documents.bucket)}.Arn>/*`,
    `<${logicalId(registry.table)}.Arn>/index/*`,
    // A restored table is none of the stack's.
    ...(portal.table.node.defaultChild ? [`<${logicalId(portal.table)}.Arn>/index/*`] : []),
  ];
  for (const resource of wide)
    acknowledge(
      policy,
      `AwsSolutions-IAM5[Resource::${resource}]`,
      'Operators work on every stack, queue, alarm, schedule, web ACL and document of their stage, and on nothing of another.',
    );
}

function helpdeskRoutes(stack: Stack, { api }: PortalApi) {
  const endpoints: readonly EndpointContract[] = Object.values(contract);
  for (const { method, path } of endpoints.filter((one) => one.auth === 'iam' && one.path.includes('{')))
    acknowledge(
      stack,
      `AwsSolutions-IAM5[Resource::${arnIn(stack, 'execute-api', `<${logicalId(api)}>/$default/${method}${path.replace(/\{\w+\}/g, '*')}`)}]`,
      'The star is the identification of a caller; method and path are exact.',
    );
}
