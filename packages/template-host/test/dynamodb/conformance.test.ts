import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ListTablesCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '#testing/dynamodb-calls.ts';
import { reportSkipped } from '../report-line.ts';
import { itKeepsItems } from './conform-items.ts';
import { itFindsItems } from './conform-queries.ts';
import { itTransacts } from './conform-transactions.ts';
import { itUpdatesItems } from './conform-updates.ts';
import { createTables, type DynamoHost, judgeMissing, startJudge, startLocal } from './hosts.ts';

// Beside the questions of src/conformance: the same calls of the unmodified SDK against our own DynamoDB and against a judge: what both agree on is not just
// our own reading of the documentation.
const hosts = [
  { name: 'the local host', start: startLocal, missing: undefined, isJudge: false },
  { name: 'the judge', start: startJudge, missing: judgeMissing, isJudge: true },
];

for (const { name, start, missing, isJudge } of hosts) {
  if (missing) reportSkipped(`DynamoDB as ${name} plays it`, missing);

  describe.skipIf(missing)(`DynamoDB as ${name} plays it`, () => {
    let host: DynamoHost | undefined;
    beforeAll(async () => {
      host = await start();
      await createTables(host);
    });
    afterAll(() => host?.close());

    const client = (): DynamoDBClient => {
      if (!host) throw new Error('The host has not started');
      return host.client;
    };

    itKeepsItems(client);
    itUpdatesItems(client);
    itFindsItems(client);
    itTransacts(client, isJudge);

    it('describes its tables, active at once, with their indexes', async () => {
      const { TableNames } = await client().send(new ListTablesCommand({}));
      expect(TableNames).toEqual(expect.arrayContaining(['Main', 'KeyOnly']));
      const { Table } = await client().send(new DescribeTableCommand({ TableName: 'Main' }));
      expect(Table).toMatchObject({ TableName: 'Main', TableStatus: 'ACTIVE' });
      expect(Table?.GlobalSecondaryIndexes).toMatchObject([{ IndexName: 'byOwner', IndexStatus: 'ACTIVE' }]);
      expect(Table?.LocalSecondaryIndexes).toMatchObject([{ IndexName: 'byTime' }]);
    });

    it('sets and describes the TTL attribute', async () => {
      const TableName = 'KeyOnly';
      const describeIt = async () =>
        (await client().send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription;
      expect(await describeIt()).toEqual({ TimeToLiveStatus: 'DISABLED' });
      const TimeToLiveSpecification = { AttributeName: 'expiresAt', Enabled: true };
      const enable = () => client().send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
      expect((await enable()).TimeToLiveSpecification).toEqual(TimeToLiveSpecification);
      expect(await describeIt()).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
      // `TimeToLive is already enabled`; the judge takes it again.
      if (!isJudge) expect((await refusal(enable())).name).toBe('ValidationException');
    });
  });
}
