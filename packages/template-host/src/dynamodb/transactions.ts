import db from 'dynalite/db/index.js';
import * as v from 'valibot';
import { AwsError } from '../aws/service.ts';
import type { Input } from './dynalite-actions.ts';
import type { ItemStore } from './item-store.ts';
import { byName } from './table-name.ts';
import { attributes, type Item } from './table-shape.ts';

const mostEntries = 100;
const largestTransaction = 4 * 1024 * 1024;

/** Why an entry cancelled its transaction; `None` for entries that did not. */
export type Reason = { readonly Code: string; readonly Message?: string; readonly Item?: Item };
export const none: Reason = { Code: 'None' };

/** One entry after its own checks, with its table as a name. */
export type Entry = { readonly kind: string; readonly checked: Input };

const refuse = (message: string) => new AwsError('ValidationException', message);
const constraint = (value: string, at: string, rule: string) =>
  refuse(`1 validation error detected: Value ${value} at '${at}' failed to satisfy constraint: Member must ${rule}`);

/**
 * The entries of a transaction, in order, each with its kind.
 *
 * @throws AwsError ValidationException for none, for more than 100, and for an entry that is not exactly one kind
 */
export function readEntries(input: Input, kinds: readonly string[]): { kind: string; fields: Input }[] {
  const items = input.TransactItems;
  if (items === undefined || items === null) throw constraint('null', 'transactItems', 'not be null');
  const entries = v.safeParse(v.array(v.record(v.string(), v.unknown())), items);
  if (!entries.success) throw new AwsError('SerializationException', 'Unexpected field type');
  const { length } = entries.output;
  if (length === 0) throw constraint("'[]'", 'transactItems', 'have length greater than or equal to 1');
  if (length > mostEntries)
    throw constraint(`'[${length} entries]'`, 'transactItems', `have length less than or equal to ${mostEntries}`);
  return entries.output.map((entry, index) => {
    const given = kinds.flatMap((kind) => {
      const fields = v.safeParse(v.record(v.string(), v.unknown()), entry[kind]);
      return fields.success ? [{ kind, fields: byName(fields.output) }] : [];
    });
    const [only] = given;
    if (given.length > 1) throw refuse('TransactItems can only contain one of Check, Put, Update or Delete');
    if (only) return only;
    if (kinds.length > 1)
      throw refuse('Invalid Request: TransactWriteRequest should contain Delete or Put or Update request');
    throw constraint('null', `transactItems.${index + 1}.member.${kinds[0]?.toLowerCase()}`, 'not be null');
  });
}

/**
 * Refuses an entry without a field that only transactions require.
 *
 * @throws AwsError ValidationException
 */
export function requireField(fields: Input, field: string, index: number, kind: string) {
  if (fields[field] !== undefined && fields[field] !== null) return;
  const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
  throw constraint('null', `transactItems.${index + 1}.member.${lower(kind)}.${lower(field)}`, 'not be null');
}

const target = v.object({ TableName: v.string(), Key: v.optional(attributes), Item: v.optional(attributes) });

/**
 * The key of an entry's item; undefined if it does not fit the table (which is a reason to cancel).
 *
 * @throws AwsError ResourceNotFoundException for a table that does not exist
 */
function placeOf(store: ItemStore, { checked }: Entry): string | undefined {
  const { TableName, Key, Item } = v.parse(target, checked);
  const table = store.table(TableName);
  if (!table) throw new AwsError('ResourceNotFoundException', 'Requested resource not found');
  const names = table.KeySchema.map(({ AttributeName }) => AttributeName);
  const key = Key ?? Object.fromEntries(Object.entries(Item ?? {}).filter(([name]) => names.includes(name)));
  return db.validateKey(key, table) ? undefined : `${TableName}/${db.createKey(key, table)}`;
}

/**
 * Checks that the tables exist and that no two entries name the same item.
 *
 * @throws AwsError ResourceNotFoundException, ValidationException
 */
export function checkTargets(store: ItemStore, entries: readonly Entry[]) {
  const places = entries.map((entry) => placeOf(store, entry)).filter((place) => place !== undefined);
  if (new Set(places).size < places.length)
    throw refuse('Transaction request cannot include multiple operations on one item');
}

/** @throws AwsError ValidationException above 4 MB (API reference, TransactWriteItems and TransactGetItems) */
export function checkTotalSize(bytes: number) {
  if (bytes > largestTransaction) throw refuse('The aggregate size of the items in the transaction exceeds 4 MB');
}

/**
 * Runs one entry and returns its failure as a reason.
 *
 * @throws any error that is not a refusal of the entry
 */
export function tryEntry<T>(run: () => T, itemOnFailure: () => Item | undefined): { result: T } | { reason: Reason } {
  try {
    return { result: run() };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.code === 'ConditionalCheckFailedException') {
      const item = itemOnFailure();
      return { reason: { Code: 'ConditionalCheckFailed', Message: error.message, ...(item && { Item: item }) } };
    }
    if (error.code !== 'ValidationException') throw error;
    return { reason: { Code: 'ValidationError', Message: error.message } };
  }
}

/** The refusal of a whole transaction, with its reasons in the order of the entries. */
export function transactionCanceled(reasons: readonly Reason[]): AwsError {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    400,
    { CancellationReasons: reasons },
  );
}

/** Capacity per table as a transaction reports it: twice that of single calls. `units` holds [table, units of a single call]. */
export function transactionCapacity(
  input: Input,
  direction: 'ReadCapacityUnits' | 'WriteCapacityUnits',
  units: readonly (readonly [string, number])[],
) {
  const wanted = input.ReturnConsumedCapacity;
  if (wanted !== 'TOTAL' && wanted !== 'INDEXES') return undefined;
  const totals = new Map<string, number>();
  for (const [table, single] of units) totals.set(table, (totals.get(table) ?? 0) + 2 * single);
  return [...totals].map(([TableName, total]) => ({
    TableName,
    CapacityUnits: total,
    [direction]: total,
    ...(wanted === 'INDEXES' && { Table: { CapacityUnits: total, [direction]: total } }),
  }));
}
