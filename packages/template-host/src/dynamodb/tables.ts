import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { AwsError } from '../aws/service.ts';
import { checkInput, type Input, type Output } from './dynalite-actions.ts';
import type { ItemStore } from './item-store.ts';
import { indexArn, tableArn, tableName } from './table-name.ts';
import { type SecondaryIndex, type TableShape, tableShape } from './table-shape.ts';

/**
 * The table that a request names by name or ARN.
 *
 * @throws AwsError ResourceNotFoundException, ValidationException
 */
export function findTable(store: ItemStore, input: Input): TableShape {
  const given = input.TableName;
  if (typeof given !== 'string')
    throw new AwsError(
      'ValidationException',
      "The parameter 'TableName' is required but was not present in the request",
    );
  const name = tableName(given);
  const table = store.table(name);
  if (!table) throw new AwsError('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);
  return table;
}

const sameKeys = (a: TableShape, b: TableShape) => JSON.stringify(a.KeySchema) === JSON.stringify(b.KeySchema);

/**
 * Creates a table from its CloudFormation properties, or gives a table from an earlier run its current indexes and TTL; its items
 * stay.
 *
 * @throws Error if the kept table has another key: CloudFormation could only replace it
 */
export function ensureTable(store: ItemStore, definition: unknown): TableShape {
  const shape = v.parse(tableShape, definition);
  const kept = store.table(shape.TableName);
  if (kept && !sameKeys(kept, shape))
    throw new Error(`Table ${shape.TableName} is kept with another key. Remove the kept data to start again.`);
  if (JSON.stringify(kept) !== JSON.stringify(shape)) store.putTable(shape);
  return shape;
}

function describeIndex(table: TableShape, index: SecondaryIndex, isGlobal: boolean): Output {
  return {
    ...index,
    ...(isGlobal && { IndexStatus: 'ACTIVE' }),
    IndexArn: indexArn(table.TableName, index.IndexName),
  };
}

/** A table as DescribeTable shows it. */
export function describeTable(store: ItemStore, table: TableShape): Output {
  const { TableName, AttributeDefinitions, KeySchema, BillingMode } = table;
  return {
    TableName,
    AttributeDefinitions,
    KeySchema,
    TableStatus: 'ACTIVE',
    CreationDateTime: 0,
    ItemCount: store.count(TableName),
    TableSizeBytes: 0,
    TableArn: tableArn(TableName),
    DeletionProtectionEnabled: table.DeletionProtectionEnabled ?? false,
    TableId: createHash('md5')
      .update(TableName)
      .digest('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    ...(BillingMode === 'PAY_PER_REQUEST' && { BillingModeSummary: { BillingMode } }),
    GlobalSecondaryIndexes: table.GlobalSecondaryIndexes?.map((index) => describeIndex(table, index, true)),
    LocalSecondaryIndexes: table.LocalSecondaryIndexes?.map((index) => describeIndex(table, index, false)),
  };
}

/** CreateTable over the wire. @throws AwsError ResourceInUseException, ValidationException */
export function createTable(store: ItemStore, input: Input): Output {
  const shape = v.parse(tableShape, checkInput('CreateTable', input));
  if (store.table(shape.TableName))
    throw new AwsError('ResourceInUseException', `Table already exists: ${shape.TableName}`);
  store.putTable(shape);
  return { TableDescription: describeTable(store, shape) };
}

/** DeleteTable: the table and its items. @throws AwsError ResourceNotFoundException; ValidationException for a protected one */
export function deleteTable(store: ItemStore, input: Input): Output {
  const table = findTable(store, input);
  if (table.DeletionProtectionEnabled)
    throw new AwsError(
      'ValidationException',
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    );
  const TableDescription = { ...describeTable(store, table), TableStatus: 'DELETING' };
  store.dropTable(table.TableName);
  return { TableDescription };
}

const listing = v.object({
  Limit: v.nullish(v.pipe(v.number(), v.minValue(1), v.maxValue(100)), 100),
  ExclusiveStartTableName: v.nullish(v.string(), ''),
});

/** ListTables by name, at most 100 a page. @throws AwsError ValidationException */
export function listTables(store: ItemStore, input: Input): Output {
  const asked = v.safeParse(listing, input);
  if (!asked.success) throw new AwsError('ValidationException', 'Limit must be between 1 and 100');
  const { Limit, ExclusiveStartTableName } = asked.output;
  const names = store.tables().map(({ TableName }) => TableName);
  const rest = names.sort().filter((name) => name > ExclusiveStartTableName);
  const page = rest.slice(0, Limit);
  return { TableNames: page, ...(rest.length > page.length && { LastEvaluatedTableName: page.at(-1) }) };
}
