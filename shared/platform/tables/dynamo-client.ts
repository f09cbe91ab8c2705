import {
  DynamoDBClient,
  type DynamoDBClientConfig,
  DynamoDBServiceException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import { StandardRetryStrategy } from '@smithy/core/retry';
import { pauseForRetry, TableBusy } from './table-busy.ts';

type Refresh = StandardRetryStrategy['refreshRetryTokenForRetry'];
type RetryToken = Awaited<ReturnType<Refresh>>;

/** A call with conflicts: their number, and the sum of the pauses of its retries (ms). Other failures are counted separately. */
type ConflictToken = RetryToken & { readonly conflicts: number; readonly paused: number };

/**
 * Attempts at a call that is throttled or fails on AWS's side, and the longest first pause between them (ms), as in the SDK for
 * DynamoDB.
 */
const maxAttempts = 3;
const baseDelay = 25;

/**
 * The SDK's retries, and one that it lacks: DynamoDB refuses a PutItem, UpdateItem or DeleteItem with
 * TransactionConflictException while a transaction holds the item, even if that only checks it. Nothing was written then, and the
 * next attempt usually succeeds.
 */
class RetryWithConflicts extends StandardRetryStrategy {
  override async refreshRetryTokenForRetry(...[token, failure]: Parameters<Refresh>): Promise<RetryToken> {
    if (!(failure.error instanceof TransactionConflictException))
      return super.refreshRetryTokenForRetry(token, failure);
    const { conflicts, paused } = isConflictToken(token) ? token : { conflicts: 0, paused: 0 };
    const pausedNow = await pauseForRetry('conflict', conflicts, paused);
    if (pausedNow === undefined) throw new Error('too many conflicts');
    return conflictToken(token, conflicts + 1, pausedNow);
  }
}

const isConflictToken = (token: RetryToken): token is ConflictToken => 'conflicts' in token;

const conflictToken = (token: RetryToken, conflicts: number, paused: number): ConflictToken => ({
  getRetryCount: () => token.getRetryCount(),
  getRetryCost: () => token.getRetryCost(),
  // The strategy itself has paused.
  getRetryDelay: () => 0,
  conflicts,
  paused,
});

const busy = new Set([
  'TransactionConflictException',
  'TransactionInProgressException',
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
]);
const isBusy = (error: unknown) => error instanceof DynamoDBServiceException && busy.has(error.name);

/**
 * The only way to create a DynamoDB client, for functions and operators' commands. The client retries throttles, AWS's own faults
 * and conflicts with transactions. Throws TableBusy when the last retry fails for one of these reasons.
 */
export function createDynamoClient(settings: DynamoDBClientConfig = {}): DynamoDBClient {
  const client = new DynamoDBClient({
    maxAttempts,
    retryStrategy: new RetryWithConflicts({ maxAttempts, baseDelay }),
    ...settings,
  });
  client.middlewareStack.add(
    (next) => async (call) => {
      try {
        return await next(call);
      } catch (error) {
        throw isBusy(error) ? new TableBusy(error) : error;
      }
    },
    { step: 'initialize', name: 'nameBusyTable' },
  );
  return client;
}
