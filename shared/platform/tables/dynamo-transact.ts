import {
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { pauseForRetry, type RetryReason, TableBusy } from './table-busy.ts';

/** The outcome of a transaction: done, or the parts whose condition failed. */
export type TransactionOutcome<Name extends string> =
  | { readonly done: true }
  | { readonly done: false; readonly failed: ReadonlySet<Name> };

type Options = {
  /** Makes it harmless to repeat a transaction that was done within the last ten minutes. */
  readonly idempotencyToken?: string;
  /** Called at each throttle; the call is then retried. */
  readonly onThrottle?: () => void;
};

/**
 * Reasons to retry, which say nothing about the data. DynamoDB cancels a throttled transaction, and the SDK does not retry that.
 */
const passing: Readonly<Record<string, RetryReason>> = {
  TransactionConflict: 'conflict',
  ThrottlingError: 'throttled',
  ProvisionedThroughputExceeded: 'throttled',
  RequestLimitExceeded: 'throttled',
};

/** Writes the items. Returns the positions of those whose condition failed; undefined if all were written. Throws TableBusy. */
async function write(
  client: DynamoDBClient,
  items: TransactWriteItem[],
  { idempotencyToken, onThrottle }: Options,
): Promise<readonly number[] | undefined> {
  let paused = 0;
  for (let retry = 0; ; retry++) {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems: items, ClientRequestToken: idempotencyToken }));
      return undefined;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = (error.CancellationReasons ?? []).map(({ Code = 'None' }) => Code);
      const reasons = new Set(codes.map((code) => passing[code]));
      const reason = reasons.has('throttled') ? 'throttled' : reasons.has('conflict') ? 'conflict' : undefined;
      if (reason === undefined) {
        const failed = codes.flatMap((code, at) => (code === 'ConditionalCheckFailed' ? [at] : []));
        if (failed.length === 0) throw error;
        return failed;
      }
      if (reason === 'throttled') onThrottle?.();
      const pausedNow = await pauseForRetry(reason, retry, paused);
      if (pausedNow === undefined) throw new TableBusy(error);
      paused = pausedNow;
    }
  }
}

/**
 * Writes all parts or nothing. Parts have names, and each is one item or several. Returns the names of the parts whose condition
 * failed. Conflicts with other transactions and throttles are retried for some seconds. If a transaction meets one of them, its
 * failed conditions do not count: the other transaction may be half written, and the conditions were checked against a state that
 * never existed.
 *
 * @example
 * const outcome = await transact(client, { account: isActive(accountId), claim: claimParts });
 * if (!outcome.done && outcome.failed.has('claim')) return 'taken';
 * @throws TableBusy if conflicts or throttles do not end; nothing is written then
 */
export async function transact<Name extends string>(
  client: DynamoDBClient,
  parts: Readonly<Record<Name, TransactWriteItem | readonly TransactWriteItem[]>>,
  options: Options = {},
): Promise<TransactionOutcome<Name>> {
  const named = namesOf(parts).flatMap((name) => [parts[name]].flat().map((item) => ({ name, item })));
  const failed = await write(
    client,
    named.map(({ item }) => item),
    options,
  );
  if (failed === undefined) return { done: true };
  return { done: false, failed: new Set(named.flatMap(({ name }, at) => (failed.includes(at) ? [name] : []))) };
}

/** An object's own keys, typed; the caller passes the parts as a literal. */
function namesOf<Name extends string>(parts: Readonly<Record<Name, unknown>>): Name[] {
  const names: Name[] = [];
  for (const name in parts) names.push(name);
  return names;
}
