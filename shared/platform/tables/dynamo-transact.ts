import {
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { pauseForRetry, type RetryReason, TableBusy } from './table-busy.ts';

/** The outcome of a transaction: done, or which of its parts (by position) failed their condition. */
export type TransactionOutcome = { readonly done: true } | { readonly done: false; readonly failed: readonly number[] };

/** The outcome of a transaction with named parts: done, or which of them failed their condition. */
export type NamedOutcome<Name extends string> =
  | { readonly done: true }
  | { readonly done: false; readonly failed: ReadonlySet<Name> };

type Options = {
  /** Makes a repeat of a transaction that was done within ten minutes harmless. */
  readonly idempotencyToken?: string;
};

/** Reasons to retry: they say nothing about the data. DynamoDB cancels a throttled transaction, and the SDK does not retry that. */
const passing: Readonly<Record<string, RetryReason>> = {
  TransactionConflict: 'conflict',
  ThrottlingError: 'throttled',
  ProvisionedThroughputExceeded: 'throttled',
  RequestLimitExceeded: 'throttled',
};

/**
 * Writes all or nothing; answers which parts failed their condition, by position. Conflicts with other transactions and
 * throttles are retried for some seconds. Beside one of them a failed condition does not count: the other transaction may be half
 * written, and the condition was checked against a state that never existed.
 *
 * @throws TableBusy when conflicts or throttles do not end; nothing is written then
 */
export async function transact(
  client: DynamoDBClient,
  parts: TransactWriteItem[],
  { idempotencyToken }: Options = {},
): Promise<TransactionOutcome> {
  let paused = 0;
  for (let retry = 0; ; retry++) {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems: parts, ClientRequestToken: idempotencyToken }));
      return { done: true };
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = (error.CancellationReasons ?? []).map(({ Code = 'None' }) => Code);
      const reasons = new Set(codes.map((code) => passing[code]));
      const reason = reasons.has('throttled') ? 'throttled' : reasons.has('conflict') ? 'conflict' : undefined;
      if (reason === undefined) {
        const failed = codes.flatMap((code, at) => (code === 'ConditionalCheckFailed' ? [at] : []));
        if (failed.length === 0) throw error;
        return { done: false, failed };
      }
      const pausedNow = await pauseForRetry(reason, retry, paused);
      if (pausedNow === undefined) throw new TableBusy(error);
      paused = pausedNow;
    }
  }
}

/**
 * `transact` with parts by name, each one item or several; answers the names of the parts that failed their condition.
 *
 * @example
 * const outcome = await transactNamed(client, { account: isActive(accountId), claim: claimParts });
 * if (!outcome.done && outcome.failed.has('claim')) return 'taken';
 * @throws TableBusy as `transact`
 */
export async function transactNamed<Name extends string>(
  client: DynamoDBClient,
  parts: Readonly<Record<Name, TransactWriteItem | readonly TransactWriteItem[]>>,
  options: Options = {},
): Promise<NamedOutcome<Name>> {
  const named = namesOf(parts).flatMap((name) => [parts[name]].flat().map((item) => ({ name, item })));
  const outcome = await transact(
    client,
    named.map(({ item }) => item),
    options,
  );
  if (outcome.done) return outcome;
  return { done: false, failed: new Set(named.flatMap(({ name }, at) => (outcome.failed.includes(at) ? [name] : []))) };
}

/** An object's own keys, typed: the parts are a literal of the caller. */
function namesOf<Name extends string>(parts: Readonly<Record<Name, unknown>>): Name[] {
  const names: Name[] = [];
  for (const name in parts) names.push(name);
  return names;
}
