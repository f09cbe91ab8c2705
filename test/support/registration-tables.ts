import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { createDynamoDb } from 'template-host/dynamodb';
import { serveService } from 'template-host/testing/serve-service';
import { onTestFinished } from 'vitest';
import { dynamoRegistryWriter } from '#shared/insurer/registry/dynamo-registry-writer.ts';
import type { RegistryRow } from '#shared/insurer/registry/registry-row.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import type { Key } from '#shared/platform/tables/portal-keys.ts';
import { testPseudonyms } from '#test/builders/identity.ts';
import { nothingFollows } from '#test/builders/registry.ts';

const tableDefinition = (
  TableName: string,
  indexed: readonly (readonly [index: string, attribute: string])[] = [],
) => ({
  TableName,
  AttributeDefinitions: ['pk', 'sk', ...indexed.map(([, attribute]) => attribute)].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S',
  })),
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  ...(indexed.length > 0
    ? {
        GlobalSecondaryIndexes: indexed.map(([IndexName, AttributeName]) => ({
          IndexName,
          KeySchema: [{ AttributeName, KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        })),
      }
    : {}),
  BillingMode: 'PAY_PER_REQUEST',
});

/** The played tables `portal` and `registry` at the time `now`, and the ways to fill and read them. Closed at the test's end. */
export async function openRegistrationTables(now: () => Date) {
  const service = await createDynamoDb({ clock: { now: () => now().getTime() } });
  service.createTable(tableDefinition('portal'));
  service.createTable(
    tableDefinition('registry', [
      ['by-holder', 'holder'],
      ['by-identity', 'identityKey'],
    ]),
  );
  const { url, close } = await serveService(service);
  const client = new DynamoDBClient({
    endpoint: url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  onTestFinished(async () => {
    client.destroy();
    await close();
    await service.close();
  });

  const writer = dynamoRegistryWriter(client, 'registry', testPseudonyms, nothingFollows);
  let imports = 0;
  const importRows = async (...all: readonly RegistryRow[]) => {
    const order = `2027-01-01T00:00:${String(imports++).padStart(2, '0')}.000Z|registry/a.csv`;
    for (let from = 0; from < all.length; from += writer.batchSize) {
      const batch = all.slice(from, from + writer.batchSize);
      const isFirst = (row: RegistryRow, at: number) =>
        batch.findIndex((one) => one.customerId === row.customerId) === at;
      await writer.write(
        batch.map((row, at) => ({ ...row, withPerson: isFirst(row, at) })),
        order,
      );
    }
  };

  const items = async (table = 'portal') =>
    ((await client.send(new ScanCommand({ TableName: table }))).Items ?? []).map((item) => unmarshall(item));
  const put = (key: Key, item: object) =>
    client.send(new PutItemCommand({ TableName: 'portal', Item: toItem({ ...key, ...item }) }));
  return { client, importRows, put, items };
}
