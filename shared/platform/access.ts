import type { Variable } from './environment.ts';
import type { Limits } from './limits/limits.ts';

/** What a function may call. Each store is one resource of the stack, or a part of one. */
export type Store =
  | 'portal-table'
  | 'portal-table/index/by-policy'
  | 'audit-table'
  | 'audit-archive'
  | 'registry-table'
  | 'registry-table/index/by-holder'
  | 'registry-table/index/by-identity'
  | `documents-bucket/${string}`
  | 'website-bucket'
  | 'user-pool'
  | 'pseudonym-secret'
  | 'limits-secret'
  | 'pool-client-secret'
  | 'delivery-queue'
  | 'import-queue'
  | 'withdrawal-queue'
  | 'mail-outcome-queue'
  | 'sms-outcome-queue'
  | 'recovery-queue'
  | 'cancellation-queue'
  | 'mail'
  | 'mail-account'
  | 'sms';

/** Exact actions on one store. */
export type Grant = { readonly on: Store; readonly actions: readonly string[] };

/**
 * What one operation of an adapter needs: the variables that it reads and the calls that it makes. It is data only, so that the
 * stack can read it: the stack derives each function's environment and its role's permissions from it, and no variable or action
 * is named anywhere else. Each area has one `access.ts`; this is the platform's.
 */
export type Access = { readonly variables: readonly Variable[]; readonly grants: readonly Grant[] };

/** One access for each operation of a port; an operation without access does not compile. */
export type AccessOf<Port> = { readonly [Operation in keyof Port]: Access };

type DynamoAction =
  | 'BatchGetItem'
  | 'BatchWriteItem'
  | 'ConditionCheckItem'
  | 'DeleteItem'
  | 'GetItem'
  | 'PutItem'
  | 'Query'
  | 'UpdateItem';

const dynamo = (variable: Variable, on: Store, actions: readonly DynamoAction[]): Access => ({
  variables: [variable],
  grants: [{ on, actions: actions.map((action) => `dynamodb:${action}`) }],
});

/** Calls to the portal's table itself. A transaction needs the actions of all its parts. */
export const onPortalTable = (...actions: readonly DynamoAction[]): Access =>
  dynamo('PORTAL_TABLE', 'portal-table', actions);

/** Adding an entry to the audit. No function has another access to its table (R10.3). */
export const onAuditTable: Access = {
  variables: ['AUDIT_TABLE', 'AUDIT_YEARS'],
  grants: [{ on: 'audit-table', actions: ['dynamodb:PutItem'] }],
};

/** Calls to the registry's table itself. */
export const onRegistryTable = (...actions: readonly DynamoAction[]): Access =>
  dynamo('REGISTRY_TABLE', 'registry-table', actions);

/** A Query of an index. */
export const queryIndex = (index: 'by-policy' | 'by-holder' | 'by-identity'): Access =>
  index === 'by-policy'
    ? dynamo('PORTAL_TABLE', `portal-table/index/${index}`, ['Query'])
    : dynamo('REGISTRY_TABLE', `registry-table/index/${index}`, ['Query']);

/** Calls to objects of the documents bucket under a prefix (`documents/`). The function gets the bucket's name in a variable. */
export const onDocumentsBucket = (prefix: string, ...actions: readonly string[]): Access => ({
  variables: ['DOCUMENTS_BUCKET'],
  grants: [{ on: `documents-bucket/${prefix}`, actions: actions.map((action) => `s3:${action}`) }],
});

/** Calls to objects of the documents bucket; an event names the bucket. */
export const onUploads = (prefix: string, ...actions: readonly string[]): Access => ({
  ...onDocumentsBucket(prefix, ...actions),
  variables: [],
});

/** Calls to the customers' pool. Cognito's unsigned calls (sign-out, tokens) need no action. */
export const onUserPool = (...actions: readonly string[]): Access => ({
  variables: ['USER_POOL_ID'],
  grants: actions.length === 0 ? [] : [{ on: 'user-pool', actions: actions.map((action) => `cognito-idp:${action}`) }],
});

/** Settings that a function reads, without any call. */
export const settings = (...variables: readonly Variable[]): Access => ({ variables, grants: [] });

/** The queue of each worker: what the stack calls it, and the variable with its URL. */
export const workerQueues = {
  'deliver-document': { store: 'delivery-queue', variable: 'DELIVERY_QUEUE_URL' },
  'withdraw-document': { store: 'withdrawal-queue', variable: 'WITHDRAWAL_QUEUE_URL' },
  'import-registry': { store: 'import-queue', variable: 'IMPORT_QUEUE_URL' },
  'record-mail-outcome': { store: 'mail-outcome-queue', variable: 'MAIL_OUTCOME_QUEUE_URL' },
  'record-sms-outcome': { store: 'sms-outcome-queue', variable: 'SMS_OUTCOME_QUEUE_URL' },
  'work-recoveries': { store: 'recovery-queue', variable: 'RECOVERY_QUEUE_URL' },
  'finish-cancelling': { store: 'cancellation-queue', variable: 'CANCELLATION_QUEUE_URL' },
} as const satisfies Readonly<Record<string, { readonly store: Store; readonly variable: Variable }>>;

export type WorkerName = keyof typeof workerQueues;

/** After so many receives SQS parks a message, in the worker's dead-letter queue. */
export const mostReceives = 10;

/** Why a message will be parked, noted for the operator. */
export const noteParked: Access = onPortalTable('PutItem');

/** A worker sends a message that it could not finish to its own queue again, as a new one. */
export function handOn(worker: WorkerName): Access {
  const { store, variable } = workerQueues[worker];
  return { variables: [variable], grants: [{ on: store, actions: ['sqs:SendMessage'] }] };
}

/** The sum of several accesses. */
export const all = (...accesses: readonly Access[]): Access => ({
  variables: accesses.flatMap(({ variables }) => variables),
  grants: accesses.flatMap(({ grants }) => grants),
});

/** The access of an operation that needs nothing. */
export const nothing: Access = { variables: [], grants: [] };

/** Pseudonyms of contacts and identity data. The secret is read once, at init. */
export const pseudonyms: Access = {
  variables: ['PSEUDONYM_SECRET_ARN'],
  grants: [{ on: 'pseudonym-secret', actions: ['secretsmanager:GetSecretValue'] }],
};

/** The names of whom limits count, and of networks in the log. The secret is read once, at init. */
export const limitNames: Access = {
  variables: ['LIMITS_SECRET_ARN'],
  grants: [{ on: 'limits-secret', actions: ['secretsmanager:GetSecretValue'] }],
};

export const limits: AccessOf<Limits> = { take: onPortalTable('UpdateItem'), giveBack: onPortalTable('UpdateItem') };

/** How long the portal keeps what proves a mail or a reading. */
export const evidenceYears = settings('EVIDENCE_YEARS');

/** How often somebody may fail to be identified: with one person's data, and from one network (R2.3a). */
export const identificationLimits = settings(
  'FAILED_IDENTIFICATIONS_PER_PERSON',
  'FAILED_IDENTIFICATIONS_IN_ALL',
  'FAILED_IDENTIFICATIONS_PER_ADDRESS',
);
/** How often a day the confirmation mail of one registration is sent (R2.7). */
export const confirmationMailLimit = settings('CONFIRMATION_MAILS_PER_REGISTRATION');
/** How often a day the password SMS of a registration may be sent (R2.9). */
export const passwordSmsLimit = settings('PASSWORD_SMS_PER_REGISTRATION');
/** How many files one network may check (R7.2). */
export const authenticityLimit = settings('AUTHENTICITY_CHECKS_PER_ADDRESS');

/** Publishes the built pages. */
export const publishPages: Access = {
  variables: ['WEBSITE_BUCKET', 'INSURER'],
  grants: [{ on: 'website-bucket', actions: ['s3:PutObject'] }],
};
