import {
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  PutItemCommand,
  RestoreTableToPointInTimeCommand,
  ScanCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { aDynamoDb, item, start } from '#testing/dynamodb-builder.ts';
import { mainTable } from '#testing/dynamodb-tables.ts';

const source = mainTable.TableName;
const recovery = { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } };

async function backups() {
  const world = await aDynamoDb();
  const { client, time } = world;
  await client.send(new UpdateContinuousBackupsCommand({ TableName: source, ...recovery }));
  const later = (ms = 1000) => {
    time.now += ms;
  };
  const restore = (target: string, at: number) =>
    client.send(
      new RestoreTableToPointInTimeCommand({
        ...{ SourceTableName: source, TargetTableName: target, RestoreDateTime: new Date(at) },
      }),
    );
  const content = async (TableName: string) =>
    ((await client.send(new ScanCommand({ TableName }))).Items ?? [])
      .map(({ sk, v }) => `${sk?.S}=${v?.S ?? ''}`)
      .sort();
  const put = (Item: ReturnType<typeof item>) => client.send(new PutItemCommand({ TableName: source, Item }));
  const remove = (sk: string) => client.send(new DeleteItemCommand({ TableName: source, Key: item(sk) }));
  return { client, time, later, restore, content, put, remove };
}

it('restores a table to a time, beside the current one', async () => {
  const { client, time, later, restore, content, put, remove } = await backups();
  await put(item('kept', { v: { S: '1' } }));
  await put(item('changed', { v: { S: '1' } }));
  later();
  const then = time.now;
  later();
  await put(item('changed', { v: { S: '2' } }));
  await put(item('new', { v: { S: '2' } }));
  await remove('kept');
  later();
  await restore('then', then);
  expect(await content('then')).toEqual(['changed=1', 'kept=1']);
  expect(await content(source)).toEqual(['changed=2', 'new=2']);
  const { Table: table } = await client.send(new DescribeTableCommand({ TableName: 'then' }));
  expect(table?.DeletionProtectionEnabled).toBe(false);
});

it('refuses unknown times, tables without point-in-time recovery, and names that are taken', async () => {
  const { client, later, restore, time } = await backups();
  later();
  await expect(restore('early', start - 1000)).rejects.toMatchObject({ name: 'InvalidRestoreTimeException' });
  await expect(restore('late', time.now + 1000)).rejects.toMatchObject({ name: 'InvalidRestoreTimeException' });
  await expect(restore(source, time.now)).rejects.toMatchObject({ name: 'TableAlreadyExistsException' });
  await restore('once', time.now);
  const off = await client.send(new DescribeContinuousBackupsCommand({ TableName: 'once' }));
  expect(off.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus).toBe('DISABLED');
});

it('a protected table is not deleted', async () => {
  const { client } = await backups();
  await client.send(new UpdateTableCommand({ TableName: source, DeletionProtectionEnabled: true }));
  await expect(client.send(new DeleteTableCommand({ TableName: source }))).rejects.toMatchObject({
    name: 'ValidationException',
  });
  await client.send(new UpdateTableCommand({ TableName: source, DeletionProtectionEnabled: false }));
  await client.send(new DeleteTableCommand({ TableName: source }));
});
