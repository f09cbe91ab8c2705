import * as v from 'valibot';
import type { Intent } from '../aws/service.ts';
import type { Input } from './dynalite-actions.ts';
import type { ItemStore } from './item-store.ts';
import { indexArn, tableArn, tableName } from './table-name.ts';

const record = v.record(v.string(), v.unknown());
const records = v.array(record);

const asRecord = (value: unknown): Input => (v.is(record, value) ? value : {});
const asRecords = (value: unknown): Input[] => (v.is(records, value) ? value : []);

/** One item that a request touches: `key` is its key or the whole item. */
type Access = { readonly action: string; readonly table: string; readonly index?: string; readonly key?: Input };

const transactActions = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

const named = (action: string, { TableName, IndexName, Key, Item }: Input): Access[] =>
  typeof TableName === 'string'
    ? [
        {
          action,
          table: tableName(TableName),
          key: asRecord(Key ?? Item),
          ...(typeof IndexName === 'string' && { index: IndexName }),
        },
      ]
    : [];

/** BatchGetItem holds `{Keys}` for a table, BatchWriteItem a list of `{PutRequest: {Item}}` and `{DeleteRequest: {Key}}`. */
function batchKeys(requests: unknown): Input[] {
  const keys = asRecords(asRecord(requests).Keys);
  const writes = asRecords(requests).map(({ PutRequest, DeleteRequest }) => {
    return asRecord(asRecord(PutRequest).Item ?? asRecord(DeleteRequest).Key);
  });
  return [...keys, ...writes];
}

function accesses(operation: string, input: Input): Access[] {
  switch (operation) {
    // AWS checks permissions for each entry like a call of its own, not for the transaction.
    case 'TransactWriteItems':
    case 'TransactGetItems':
      return asRecords(input.TransactItems).flatMap((entry) =>
        Object.entries(transactActions).flatMap(([kind, action]) => named(action, asRecord(entry[kind]))),
      );
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return Object.entries(asRecord(input.RequestItems)).flatMap(([table, requests]) =>
        [undefined, ...batchKeys(requests)].map((key) => ({
          action: operation,
          table: tableName(table),
          ...(key && { key }),
        })),
      );
    default:
      return named(operation, input);
  }
}

const keyText = (value: unknown): string[] => {
  const { S, N, B } = asRecord(value);
  const content = S ?? N ?? B;
  return typeof content === 'string' ? [content] : [];
};

/** The partition key in a Query's key condition, in either of its two forms. */
function queriedKey({ KeyConditions, ...input }: Input, hashKey: string): string[] {
  const listed = asRecord(asRecord(KeyConditions)[hashKey]).AttributeValueList;
  if (Array.isArray(listed)) return listed.slice(0, 1).flatMap(keyText);
  const names = asRecord(input.ExpressionAttributeNames);
  const values = asRecord(input.ExpressionAttributeValues);
  const equations = String(input.KeyConditionExpression ?? '').matchAll(/([#\w.-]+)\s*=\s*(:\w+)/g);
  return [...equations].flatMap(([, name = '', value = '']) =>
    (names[name] ?? name) === hashKey ? keyText(values[value]) : [],
  );
}

/**
 * The permissions that a request needs. Condition keys: `dynamodb:LeadingKeys` (the touched partition keys) and, within a
 * transaction, `dynamodb:EnclosingOperation`. A request too broken to name its table needs none; its checks refuse it.
 */
export function dynamoIntents(store: ItemStore, operation: string, input: Input): Intent[] {
  if (operation === 'ListTables') return [{ action: 'dynamodb:ListTables', resource: '*' }];
  const enclosing: [string, string[]][] = operation.startsWith('Transact')
    ? [['dynamodb:EnclosingOperation', [operation]]]
    : [];
  const intents = new Map<string, { action: string; resource: string; keys: Set<string> }>();
  for (const { action, table, index, key } of accesses(operation, input)) {
    const resource = index === undefined ? tableArn(table) : indexArn(table, index);
    const intent = intents.get(`${action} ${resource}`) ?? { action: `dynamodb:${action}`, resource, keys: new Set() };
    intents.set(`${action} ${resource}`, intent);
    const shape = store.table(table);
    const schema = shape?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === index) ?? shape;
    const hashKey = schema?.KeySchema[0]?.AttributeName;
    if (hashKey === undefined) continue;
    const texts = operation === 'Query' ? queriedKey(input, hashKey) : keyText(key?.[hashKey]);
    for (const text of texts) intent.keys.add(text);
  }
  return [...intents.values()].map(({ action, resource, keys }) => ({
    action,
    resource,
    context: Object.fromEntries(keys.size > 0 ? [...enclosing, ['dynamodb:LeadingKeys', [...keys]]] : enclosing),
  }));
}
