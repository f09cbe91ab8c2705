import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { createDynamoDb } from 'template-host/dynamodb';
import { serveService } from 'template-host/testing/serve-service';
import { onTestFinished } from 'vitest';
import { onePersonEach } from '#shared/customers/persons/persons.ts';
import { changeSchema } from '#shared/insurer/changes/change.ts';
import { dynamoRegistry } from '#shared/insurer/registry/dynamo-registry.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { policyKey } from '#shared/insurer/registry/registry-keys.ts';
import { fromItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey, changeKey, enrolmentKey } from '#shared/platform/tables/portal-keys.ts';
import { dynamoEnrolments } from '#shared/policies/dynamo-enrolments.ts';
import type { Enrolment } from '#shared/policies/enrolment.ts';
import { dynamoAccounts } from '#shared/sign-in/sessions/dynamo-accounts.ts';
import { customer } from '#test/builders/policies.ts';

const texts = (...names: string[]) => names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const }));
const keySchema: CreateTableCommandInput['KeySchema'] = [
  { AttributeName: 'pk', KeyType: 'HASH' },
  { AttributeName: 'sk', KeyType: 'RANGE' },
];
const byHolder: NonNullable<CreateTableCommandInput['GlobalSecondaryIndexes']> = [
  {
    IndexName: 'by-holder',
    KeySchema: [{ AttributeName: 'holder', KeyType: 'HASH' }],
    Projection: { ProjectionType: 'ALL' },
  },
];

export const anAccount = (changes: object = {}) => ({
  username: 'minta.eva',
  email: 'eva@example.org',
  mobile: '+36301234567',
  language: 'hu',
  customerId: customer.customerId,
  contact: 'pseudonym',
  registeredAt: '2027-01-01T08:00:00.000Z',
  sessionsValidFrom: 1_700_000_000,
  state: 'active',
  ...changes,
});

/** Both tables on the local DynamoDB, with the active account of `customer`, and the adapters over them. */
export async function aPortal() {
  const service = await createDynamoDb({ clock: { now: Date.now } });
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
  const tables = { portal: 'Portal', registry: 'Registry' };
  const table = { KeySchema: keySchema, BillingMode: 'PAY_PER_REQUEST' as const };
  await client.send(
    new CreateTableCommand({ ...table, TableName: tables.portal, AttributeDefinitions: texts('pk', 'sk') }),
  );
  await client.send(
    new CreateTableCommand({
      ...table,
      TableName: tables.registry,
      AttributeDefinitions: texts('pk', 'sk', 'holder'),
      GlobalSecondaryIndexes: byHolder,
    }),
  );
  const put = (TableName: string, item: object) => client.send(new PutItemCommand({ TableName, Item: toItem(item) }));
  const putAccount = (accountId: string, changes: object = {}) =>
    put(tables.portal, { ...accountKey(accountId), ...anAccount(changes) });
  await putAccount(customer.accountId);

  return {
    client,
    tables,
    accounts: dynamoAccounts(client, tables.portal),
    persons: onePersonEach,
    registry: dynamoRegistry(client, tables.registry),
    enrolments: dynamoEnrolments(client, tables),
    put,
    putAccount,
    putPolicy: (policy: RegistryPolicy) =>
      put(tables.registry, { ...policyKey(policy.policyNumber), ...policy, order: '1', digest: 'd' }),
    putEnrolment: (enrolment: Enrolment) =>
      put(tables.portal, { ...enrolmentKey(enrolment.policyNumber), ...enrolment }),
    removeEnrolment: (policyNumber: string) =>
      client.send(new DeleteItemCommand({ TableName: tables.portal, Key: toItem(enrolmentKey(policyNumber)) })),
    /** The changes waiting to be published, the oldest first. */
    async changes() {
      const { Items: items = [] } = await client.send(
        new QueryCommand({
          TableName: tables.portal,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: toItem({ ':pk': changeKey('').pk }),
        }),
      );
      return items.map((item) => fromItem(changeSchema, item));
    },
  };
}
