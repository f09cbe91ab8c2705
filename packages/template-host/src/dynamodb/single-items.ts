import db from 'dynalite/db/index.js';
import * as v from 'valibot';
import { AwsError } from '../aws/service.ts';
import { checkInput, type Input, type Output, runAction, runPage } from './dynalite-actions.ts';
import type { ItemStore, Write } from './item-store.ts';
import { createItemView, createPageView } from './item-view.ts';
import { byName, tableName } from './table-name.ts';
import { attributes, type Item, type TableShape } from './table-shape.ts';
import { throttled } from './throttle-words.ts';
import type { WriteUnits } from './write-units.ts';

/** AWS's messages for an item above 400 KB. */
export const tooLarge = {
  PutItem: 'Item size has exceeded the maximum allowed size',
  UpdateItem: 'Item size to update has exceeded the maximum allowed size',
};

/** Refuses a value outside an enumeration, in the API's words. */
export function checkChoice(input: Input, field: string, choices: readonly string[]) {
  const value = input[field];
  if (value === undefined || value === null || choices.includes(String(value))) return;
  const at = field.charAt(0).toLowerCase() + field.slice(1);
  const rule = `failed to satisfy constraint: Member must satisfy enum value set: [${choices.join(', ')}]`;
  throw new AwsError('ValidationException', `1 validation error detected: Value '${value}' at '${at}' ${rule}`);
}

/** The item that a checked request names, as stored. */
export function findItem(store: ItemStore, checked: Input): Item | undefined {
  const { TableName, Key, Item } = v.parse(
    v.object({ TableName: v.string(), Key: v.optional(attributes), Item: v.optional(attributes) }),
    checked,
  );
  const table = store.table(TableName);
  const from = Key ?? Item;
  return table && from && store.get(TableName, db.createKey(from, table));
}

/** GetItem, PutItem, UpdateItem and DeleteItem. */
export function handleSingle(
  store: ItemStore,
  units: WriteUnits,
  operation: 'GetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem',
  input: Input,
): Output {
  const onFailure = input.ReturnValuesOnConditionCheckFailure;
  if (operation !== 'GetItem') checkChoice(input, 'ReturnValuesOnConditionCheckFailure', ['ALL_OLD', 'NONE']);
  const checked = checkInput(operation, byName(input));
  const { view, writes } = createItemView(store, operation === 'UpdateItem' ? tooLarge.UpdateItem : tooLarge.PutItem);
  const pay = (isDone: boolean) => {
    const table = store.table(String(checked.TableName));
    if (operation === 'GetItem' || !table) return;
    const before = findItem(store, checked);
    const change = { table, before, after: isDone ? writes[0]?.item : before };
    if (units.take([change], 1).size > 0) throw throttled(table);
  };
  try {
    const output = runAction(operation, view, checked);
    pay(true);
    if (writes.length > 0) store.commit(writes);
    return output;
  } catch (error) {
    const failed = error instanceof AwsError && error.code === 'ConditionalCheckFailedException';
    // A failed condition takes units, too.
    if (failed) pay(false);
    const item = failed && onFailure === 'ALL_OLD' ? findItem(store, checked) : undefined;
    throw failed && item ? new AwsError(error.code, error.message, error.status, { Item: item }) : error;
  }
}

const requestItems = v.object({ RequestItems: v.record(v.string(), v.unknown()) });

/** The writes of a batch for which the units are enough, and the others. Throws if they are enough for none. */
function payEach(store: ItemStore, units: WriteUnits, writes: readonly Write[]) {
  const left = new Set<Write>();
  let short: TableShape | undefined;
  for (const write of writes) {
    const table = store.table(write.table);
    if (!table) continue;
    const change = { table, before: store.get(write.table, write.key), after: write.item };
    if (units.take([change], 1).size === 0) continue;
    left.add(write);
    short = table;
  }
  if (short && left.size === writes.length) throw throttled(short);
  return { taken: writes.filter((write) => !left.has(write)), left };
}

const requests = v.array(
  v.looseObject({
    PutRequest: v.optional(v.looseObject({ Item: attributes })),
    DeleteRequest: v.optional(v.looseObject({ Key: attributes })),
  }),
);

/** The requests of a BatchWriteItem that were not carried out, as they were sent. */
function unprocessedOf(store: ItemStore, asked: unknown, left: ReadonlySet<Write>): Record<string, object[]> {
  const tables = v.is(v.record(v.string(), requests), asked) ? asked : {};
  const isLeft = (name: string, key: string) => [...left].some((write) => write.table === name && write.key === key);
  const unprocessed = Object.entries(tables).map(([name, all]): [string, object[]] => {
    const table = store.table(name);
    const kept = all.filter(({ PutRequest, DeleteRequest }) => {
      const from = PutRequest?.Item ?? DeleteRequest?.Key;
      return table && from && isLeft(name, db.createKey(from, table));
    });
    return [name, kept];
  });
  return Object.fromEntries(unprocessed.filter(([, kept]) => kept.length > 0));
}

/** BatchGetItem and BatchWriteItem; the answer names the tables as the request does, by name or ARN. */
export function handleBatch(
  store: ItemStore,
  units: WriteUnits,
  operation: 'BatchGetItem' | 'BatchWriteItem',
  input: Input,
): Output {
  const asked = v.safeParse(requestItems, input);
  const given = Object.entries(asked.success ? asked.output.RequestItems : {});
  const names = new Map(given.map(([name]) => [tableName(name), name]));
  const RequestItems = asked.success
    ? Object.fromEntries(given.map(([name, value]) => [tableName(name), value]))
    : input.RequestItems;
  const count = given.reduce((sum, [, value]) => sum + (Array.isArray(value) ? value.length : 0), 0);
  if (operation === 'BatchWriteItem' && names.size > 1 && count > 25)
    throw new AwsError('ValidationException', 'Too many items requested for the BatchWriteItem call');

  const { view, writes } = createItemView(store, tooLarge.PutItem);
  const output = runAction(operation, view, checkInput(operation, { ...input, RequestItems }));
  const { taken, left } = payEach(store, units, writes);
  if (taken.length > 0) store.commit(taken);
  const rename = (tables: unknown) =>
    v.is(v.record(v.string(), v.unknown()), tables)
      ? Object.fromEntries(Object.entries(tables).map(([name, value]) => [names.get(name) ?? name, value]))
      : tables;
  return operation === 'BatchWriteItem'
    ? { ...output, UnprocessedItems: rename(unprocessedOf(store, RequestItems, left)) }
    : { ...output, Responses: rename(output.Responses), UnprocessedKeys: rename(output.UnprocessedKeys) };
}

/** Query and Scan. */
export function handlePage(store: ItemStore, operation: 'Query' | 'Scan', input: Input): Promise<Output> {
  const checked = checkInput(operation, byName(input));
  const start = v.safeParse(attributes, checked.ExclusiveStartKey);
  return runPage(operation, createPageView(store, start.success ? start.output : undefined), checked);
}
