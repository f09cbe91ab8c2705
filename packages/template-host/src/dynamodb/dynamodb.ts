import type { AwsRequest, AwsService } from '../aws/service.ts';
import type { Clock } from '../clock.ts';
import { createLimits, type Limits } from '../limits.ts';
import { describeBackups, restoreTable, updateBackups, updateTable } from './backups.ts';
import { countUnits } from './capacity.ts';
import { createClientTokens } from './client-tokens.ts';
import type { Input, Output } from './dynalite-actions.ts';
import { createHistory } from './history.ts';
import { dynamoIntents } from './intents.ts';
import { openItemStore } from './item-store.ts';
import { handleBatch, handlePage, handleSingle } from './single-items.ts';
import { createStreams, type Streams } from './streams.ts';
import { tableArn } from './table-name.ts';
import { createTable, deleteTable, describeTable, ensureTable, findTable, listTables } from './tables.ts';
import { describeTimeToLive, sweepExpired, updateTimeToLive } from './time-to-live.ts';
import { transactGetItems } from './transact-get.ts';
import { transactWriteItems } from './transact-write.ts';
import { json, readInput, wordFailure } from './wire.ts';
import { createWriteUnits } from './write-units.ts';

export type DynamoDb = AwsService & {
  /**
   * Creates a table from the CloudFormation properties of AWS::DynamoDB::Table or AWS::DynamoDB::GlobalTable (`TableName`
   * resolved). A table from an earlier run keeps its items and gets the current indexes and TTL.
   */
  readonly createTable: (definition: unknown) => { readonly tableName: string; readonly tableArn: string };
  /** What is written to tables that have a stream. */
  readonly streams: Streams;
  /** Deletes a table with its items. Throws ResourceNotFoundException; ValidationException for a protected one. */
  readonly deleteTable: (name: string) => void;
  /** A table's items whose JSON holds one of these texts, in any case; all of them without any. */
  readonly itemsHolding: (table: string, texts: readonly string[]) => readonly object[];
  /** Deletes the items whose TTL (s) is not after the clock; returns how many. Never runs by itself. */
  readonly sweepExpired: () => Promise<number>;
  readonly close: () => Promise<void>;
};

type Needs = {
  readonly clock: Pick<Clock, 'now'>;
  /** The AWS limits that are played; default: none. */
  readonly limits?: Pick<Limits, 'current'>;
  readonly directory?: string | undefined;
};

/**
 * The local host's DynamoDB: dynalite's parsers, checks and actions over a store of our own, so that a call is one tick of the
 * event loop and transactions need no locks; and what dynalite lacks (transactions, TTL). PartiQL, backups on demand and the calls
 * that read streams are not played (UnknownOperationException): Lambda alone reads a stream.
 *
 * @param directory where the data is kept across restarts; without it, the data ends with the process
 */
export async function createDynamoDb({ clock, limits = createLimits(), directory }: Needs): Promise<DynamoDb> {
  const history = createHistory(clock);
  const streams = createStreams(clock);
  const store = await openItemStore(directory, (write) => {
    const { shape, key, before } = write;
    if (shape.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled) history.note(shape.TableName, key, before);
    streams.note(write);
  });
  const tokens = createClientTokens(clock);
  const units = createWriteUnits(clock, limits);

  const operations: Record<string, (input: Input) => Output | Promise<Output>> = {
    GetItem: (input) => handleSingle(store, units, 'GetItem', input),
    PutItem: (input) => handleSingle(store, units, 'PutItem', input),
    UpdateItem: (input) => handleSingle(store, units, 'UpdateItem', input),
    DeleteItem: (input) => handleSingle(store, units, 'DeleteItem', input),
    BatchGetItem: (input) => handleBatch(store, units, 'BatchGetItem', input),
    BatchWriteItem: (input) => handleBatch(store, units, 'BatchWriteItem', input),
    Query: (input) => handlePage(store, 'Query', input),
    Scan: (input) => handlePage(store, 'Scan', input),
    TransactGetItems: (input) => transactGetItems(store, input),
    TransactWriteItems: (input) => transactWriteItems({ store, tokens, units }, input),
    CreateTable: (input) => createTable(store, input),
    DeleteTable: (input) => deleteTable(store, input),
    DescribeTable: (input) => ({ Table: describeTable(store, findTable(store, input)) }),
    ListTables: (input) => listTables(store, input),
    UpdateTimeToLive: (input) => updateTimeToLive(store, input),
    DescribeTimeToLive: (input) => describeTimeToLive(store, input),
    UpdateTable: (input) => updateTable(store, input),
    DescribeContinuousBackups: (input) => describeBackups(store, history, clock.now(), input),
    UpdateContinuousBackups: (input) => updateBackups(store, history, clock.now(), input),
    RestoreTableToPointInTime: (input) => restoreTable(store, history, clock.now(), input),
  };

  const names = Object.keys(operations);
  const operation = (request: AwsRequest) => json.operation(request, names);

  return {
    operation,
    intents: (request) => dynamoIntents(store, operation(request), readInput(request)),
    async handle(request) {
      const name = operation(request);
      const run = operations[name] ?? (() => ({}));
      const { output, units } = await countUnits(name, readInput(request), run);
      return { ...json.answer(output), units };
    },
    failure: wordFailure,
    createTable(definition) {
      const { TableName } = ensureTable(store, definition);
      return { tableName: TableName, tableArn: tableArn(TableName) };
    },
    streams,
    deleteTable: (name) => void deleteTable(store, { TableName: name }),
    itemsHolding: store.holding,
    sweepExpired: () => sweepExpired(store, clock),
    close: async () => store.close(),
  };
}
