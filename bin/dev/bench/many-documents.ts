import { BatchWriteItemCommand, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { Host } from 'template-host';
import { documentPrefix } from '#shared/platform/tables/portal-keys.ts';

/** What DynamoDB takes in one batch. */
const batch = 25;

/** Copies one document of the only customer who has some `count` times, each older than the one before. */
export async function addDocuments(host: Host, count: number): Promise<void> {
  const client = new DynamoDBClient({
    endpoint: host.awsUrl,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  });
  const { PortalTable: table = '' } = host.outputs;
  try {
    const items = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName: table })) items.push(...Items);
    const document = items.find(({ sk }) => sk?.S?.startsWith(documentPrefix));
    if (!document) throw new Error('No document was delivered that could be copied');
    for (let made = 0; made < count; made += batch) {
      const copies = Array.from({ length: Math.min(batch, count - made) }, (_, index) => ({
        PutRequest: {
          Item: { ...document, sk: { S: `${document.sk?.S?.slice(0, -8)}${String(made + index).padStart(8, '0')}` } },
        },
      }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: copies } }));
    }
  } finally {
    client.destroy();
  }
}
