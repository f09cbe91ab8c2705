import type { Variable } from './environment.ts';

/** What a function may call: each store is one resource of the stack, or a part of one. */
export type Store =
  | 'portal-table'
  | 'portal-table/index/by-policy'
  | 'registry-table'
  | 'registry-table/index/by-holder'
  | 'registry-table/index/by-identity'
  | `documents-bucket/${string}`
  | 'website-bucket'
  | 'user-pool'
  | 'pseudonym-secret'
  | 'pool-client-secret'
  | 'delivery-queue'
  | 'import-queue'
  | 'recovery-queue'
  | 'cancellation-queue'
  | 'mail'
  | 'sms';

/** Exact actions on one store. */
export type Grant = { readonly on: Store; readonly actions: readonly string[] };

/**
 * What one operation of an adapter needs: the variables that it reads and the calls that it makes. Data only, so that the
 * stack can read it: the function's environment and the permissions of its role are derived from it, and nowhere else is a
 * variable or an action named. An `access.ts` lies beside the adapters of each area.
 */
export type Access = { readonly variables: readonly Variable[]; readonly grants: readonly Grant[] };

/** One access for each operation of a port: a new operation without its access does not compile. */
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

/** Calls to the portal's table itself. A transaction needs the action of each of its parts. */
export const onPortalTable = (...actions: readonly DynamoAction[]): Access =>
  dynamo('PORTAL_TABLE', 'portal-table', actions);

/** Calls to the registry's table itself. */
export const onRegistryTable = (...actions: readonly DynamoAction[]): Access =>
  dynamo('REGISTRY_TABLE', 'registry-table', actions);

/** A Query of an index. */
export const queryIndex = (index: 'by-policy' | 'by-holder' | 'by-identity'): Access =>
  index === 'by-policy'
    ? dynamo('PORTAL_TABLE', `portal-table/index/${index}`, ['Query'])
    : dynamo('REGISTRY_TABLE', `registry-table/index/${index}`, ['Query']);

/** Calls to objects of the documents bucket below a prefix (`documents/`); the function knows the bucket by its variable. */
export const onDocumentsBucket = (prefix: string, ...actions: readonly string[]): Access => ({
  variables: ['DOCUMENTS_BUCKET'],
  grants: [{ on: `documents-bucket/${prefix}`, actions: actions.map((action) => `s3:${action}`) }],
});

/** Calls to objects that an event names, with their bucket. */
export const onUploads = (prefix: string, ...actions: readonly string[]): Access => ({
  ...onDocumentsBucket(prefix, ...actions),
  variables: [],
});

/** Calls to the customers' pool. Cognito's calls without a signature (sign-out, tokens) need no action. */
export const onUserPool = (...actions: readonly string[]): Access => ({
  variables: ['USER_POOL_ID'],
  grants: actions.length === 0 ? [] : [{ on: 'user-pool', actions: actions.map((action) => `cognito-idp:${action}`) }],
});

/** Settings that a function reads, without any call. */
export const settings = (...variables: readonly Variable[]): Access => ({ variables, grants: [] });

/** What several accesses need together. */
export const all = (...accesses: readonly Access[]): Access => ({
  variables: accesses.flatMap(({ variables }) => variables),
  grants: accesses.flatMap(({ grants }) => grants),
});

/** Needs nothing. */
export const nothing: Access = { variables: [], grants: [] };
