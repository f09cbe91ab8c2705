import { type DynamoDBClient, paginateScan, type ScanCommandInput } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

/** All items of a table, page by page. Only for operators' work: no request of a customer scans. */
export async function* tableItems(
  client: DynamoDBClient,
  input: ScanCommandInput,
): AsyncGenerator<Record<string, unknown>> {
  const pages = paginateScan({ client }, { ConsistentRead: true, ...input });
  for await (const { Items: items = [] } of pages) for (const item of items) yield unmarshall(item);
}
