import type { Call } from '../aws/calls.ts';
import type { Clock } from '../clock.ts';
import type { HttpApi } from '../edge/http-api.ts';
import type { Sqs } from '../sqs/sqs.ts';
import type { Datapoint, Metrics } from './metrics.ts';

/** The API with its calls measured as API Gateway does; `apiId` is the metrics' dimension. */
export const measureApi = (api: HttpApi, apiId: string, clock: Clock, metrics: Metrics): HttpApi => ({
  async handle(request) {
    const startedAt = clock.now();
    const response = await api.handle(request);
    const values = {
      Count: 1,
      '4xx': response.status >= 400 && response.status < 500 ? 1 : 0,
      '5xx': response.status >= 500 ? 1 : 0,
      // By the moved clock, like a fault's delay.
      Latency: clock.now() - startedAt,
    };
    const at = clock.now();
    metrics.add(
      ...Object.entries(values).map(([metric, value]) => ({
        namespace: 'AWS/ApiGateway',
        metric,
        dimensions: { ApiId: apiId },
        at,
        value,
      })),
    );
    return response;
  },
});

/** What SQS measures for every queue now. */
export const queueMetrics = (sqs: Pick<Sqs, 'measure'>, now: number): Datapoint[] =>
  sqs.measure().flatMap(({ name, visible, oldestAt }) =>
    Object.entries({
      ApproximateNumberOfMessagesVisible: visible,
      // In seconds; 0 for an empty queue.
      ApproximateAgeOfOldestMessage: oldestAt === undefined ? 0 : Math.max(0, Math.round((now - oldestAt) / 1000)),
    }).map(([metric, value]) => ({
      namespace: 'AWS/SQS',
      metric,
      dimensions: { QueueName: name },
      at: now,
      value,
    })),
  );

const throttles = new Set(['ProvisionedThroughputExceededException', 'ThrottlingException', 'RequestLimitExceeded']);
const systemErrors = new Set(['InternalServerError', 'InternalFailure', 'ServiceUnavailable']);
const reading = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);

const tableOf = (arn: string) => /:table\/([^/]+)/.exec(arn)?.[1];

/** What DynamoDB counts for one refused call, for each table that the call named; nothing for a successful call. */
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
