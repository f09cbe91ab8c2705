import type { Call } from '../aws/calls.ts';
import type { Datapoint } from './metrics.ts';

const throttles = new Set(['ProvisionedThroughputExceededException', 'ThrottlingException', 'RequestLimitExceeded']);
const systemErrors = new Set(['InternalServerError', 'InternalFailure', 'ServiceUnavailable']);
const reading = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);

const tableOf = (arn: string) => /:table\/([^/]+)/.exec(arn)?.[1];

/** What DynamoDB counts of one call that it refused, for each table that the call named; nothing of a call that went well. */
export function tableMetrics({ service, operation, outcome, resources, at }: Call): Datapoint[] {
  if (service !== 'dynamodb' || operation === null) return [];
  const point = (metric: string, dimensions: Datapoint['dimensions']): Datapoint => ({
    namespace: 'AWS/DynamoDB',
    metric,
    dimensions,
    at: Date.parse(at),
    value: 1,
  });
  const tables = [...new Set(resources.flatMap((arn) => tableOf(arn) ?? []))];
  return tables.flatMap((TableName) => {
    if (systemErrors.has(outcome)) return [point('SystemErrors', { TableName, Operation: operation })];
    if (!throttles.has(outcome)) return [];
    return [
      point('ThrottledRequests', { TableName, Operation: operation }),
      point(reading.has(operation) ? 'ReadThrottleEvents' : 'WriteThrottleEvents', { TableName }),
    ];
  });
}
