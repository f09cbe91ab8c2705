import * as v from 'valibot';
import { AwsError } from '../aws/service.ts';
import type { Input, Output } from './dynalite-actions.ts';
import type { History } from './history.ts';
import type { ItemStore } from './item-store.ts';
import { tableName } from './table-name.ts';
import { describeTable, findTable } from './tables.ts';

const isRecoverable = (table: {
  PointInTimeRecoverySpecification?: { PointInTimeRecoveryEnabled: boolean } | undefined;
}) => table.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled === true;

/** DescribeContinuousBackups. @throws AwsError ResourceNotFoundException */
export function describeBackups(store: ItemStore, history: History, now: number, input: Input): Output {
  const table = findTable(store, input);
  const PointInTimeRecoveryDescription = isRecoverable(table)
    ? {
        PointInTimeRecoveryStatus: 'ENABLED',
        EarliestRestorableDateTime: history.earliest(table.TableName) / 1000,
        LatestRestorableDateTime: now / 1000,
      }
    : { PointInTimeRecoveryStatus: 'DISABLED' };
  return { ContinuousBackupsDescription: { ContinuousBackupsStatus: 'ENABLED', PointInTimeRecoveryDescription } };
}

const recovery = v.object({ PointInTimeRecoveryEnabled: v.boolean() });

/** UpdateContinuousBackups. @throws AwsError ValidationException, ResourceNotFoundException */
export function updateBackups(store: ItemStore, history: History, now: number, input: Input): Output {
  const asked = v.safeParse(recovery, input.PointInTimeRecoverySpecification);
  if (!asked.success)
    throw new AwsError('ValidationException', 'PointInTimeRecoverySpecification needs PointInTimeRecoveryEnabled');
  store.putTable({ ...findTable(store, input), PointInTimeRecoverySpecification: asked.output });
  return describeBackups(store, history, now, input);
}

const restoring = v.object({
  SourceTableName: v.string(),
  TargetTableName: v.pipe(v.string(), v.regex(/^[a-zA-Z0-9_.-]{3,255}$/)),
  RestoreDateTime: v.nullish(v.number()),
  UseLatestRestorableTime: v.nullish(v.boolean(), false),
});

/**
 * RestoreTableToPointInTime: a new table with the items of that time and the source's indexes. As with AWS, TTL, point-in-time
 * recovery and deletion protection are off. Here it is done at once.
 *
 * @throws AwsError ValidationException, TableAlreadyExistsException, TableNotFoundException,
 * PointInTimeRecoveryUnavailableException, InvalidRestoreTimeException
 */
export function restoreTable(store: ItemStore, history: History, now: number, input: Input): Output {
  const asked = v.safeParse(restoring, input);
  if (!asked.success) throw new AwsError('ValidationException', 'SourceTableName and TargetTableName are needed');
  const { SourceTableName, TargetTableName, RestoreDateTime, UseLatestRestorableTime } = asked.output;
  const source = store.table(tableName(SourceTableName));
  if (!source) throw new AwsError('TableNotFoundException', `Table not found: ${SourceTableName}`);
  if (!isRecoverable(source))
    throw new AwsError(
      'PointInTimeRecoveryUnavailableException',
      'Point in time recovery is not enabled for this table',
    );
  if (store.table(TargetTableName))
    throw new AwsError('TableAlreadyExistsException', `Table already exists: ${TargetTableName}`);
  const time = UseLatestRestorableTime ? now : (RestoreDateTime ?? Number.NaN) * 1000;
  if (!(time <= now && time >= history.earliest(source.TableName)))
    throw new AwsError('InvalidRestoreTimeException', 'The restore time is not within the restorable times');

  const items = history.at(source.TableName, time, store.within(source.TableName, undefined, {}));
  const { TimeToLiveSpecification: _ttl, PointInTimeRecoverySpecification: _recovery, ...shape } = source;
  const table = { ...shape, TableName: TargetTableName, DeletionProtectionEnabled: false };
  store.putTable(table);
  store.commit([...items].map(([key, item]) => ({ table: TargetTableName, key, item })));
  const RestoreSummary = { RestoreDateTime: time / 1000, RestoreInProgress: false, SourceTableArn: source.TableName };
  return { TableDescription: { ...describeTable(store, table), RestoreSummary } };
}

const protection = v.object({ TableName: v.string(), DeletionProtectionEnabled: v.boolean() });

/**
 * UpdateTable, only for deletion protection.
 *
 * @throws AwsError ValidationException, ResourceNotFoundException
 */
export function updateTable(store: ItemStore, input: Input): Output {
  const asked = v.safeParse(v.strictObject(protection.entries), input);
  if (!asked.success)
    throw new AwsError('ValidationException', 'Only DeletionProtectionEnabled is played on this machine');
  const table = { ...findTable(store, input), DeletionProtectionEnabled: asked.output.DeletionProtectionEnabled };
  store.putTable(table);
  return { TableDescription: describeTable(store, table) };
}
