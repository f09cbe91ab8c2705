import { setImmediate } from 'node:timers/promises';
import * as v from 'valibot';
import { AwsError } from '../aws/service.ts';
import type { Clock } from '../clock.ts';
import type { Input, Output } from './dynalite-actions.ts';
import type { ItemStore, Write } from './item-store.ts';
import { findTable } from './tables.ts';

const specification = v.object({
  AttributeName: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  Enabled: v.boolean(),
});

/**
 * UpdateTimeToLive.
 *
 * @throws AwsError ValidationException (also if the state is the same already), ResourceNotFoundException
 */
export function updateTimeToLive(store: ItemStore, input: Input): Output {
  const asked = v.safeParse(specification, input.TimeToLiveSpecification);
  if (!asked.success)
    throw new AwsError('ValidationException', 'TimeToLiveSpecification needs AttributeName and Enabled');
  const table = findTable(store, input);
  const isEnabled = table.TimeToLiveSpecification?.Enabled === true;
  if (asked.output.Enabled === isEnabled)
    throw new AwsError('ValidationException', `TimeToLive is already ${isEnabled ? 'enabled' : 'disabled'}`);
  store.putTable({ ...table, TimeToLiveSpecification: asked.output });
  return { TimeToLiveSpecification: asked.output };
}

/** DescribeTimeToLive. @throws AwsError ResourceNotFoundException */
export function describeTimeToLive(store: ItemStore, input: Input): Output {
  const ttl = findTable(store, input).TimeToLiveSpecification;
  const TimeToLiveDescription = ttl?.Enabled
    ? { AttributeName: ttl.AttributeName, TimeToLiveStatus: 'ENABLED' }
    : { TimeToLiveStatus: 'DISABLED' };
  return { TimeToLiveDescription };
}

/**
 * In seconds. Items that expired earlier are never deleted ("Using time to live (TTL) in DynamoDB"): a mistake, such as ms
 * instead of s, deletes nothing.
 */
const fiveYears = 5 * 366 * 24 * 3600;

/** How many items are checked before other work gets its turn. */
const stretch = 2000;

/**
 * Deletes every item whose TTL attribute, a Number in seconds, is not after the clock; returns how many. DynamoDB does this
 * within a few days; here it happens only on request.
 */
export async function sweepExpired(store: ItemStore, clock: Pick<Clock, 'now'>): Promise<number> {
  let swept = 0;
  for (const { TableName, TimeToLiveSpecification: ttl } of store.tables()) {
    const name = ttl?.Enabled ? ttl.AttributeName : undefined;
    if (name === undefined) continue;
    for (let from: string | undefined = ''; from !== undefined; ) {
      const now = clock.now() / 1000;
      const expired: Write[] = [];
      let seen = 0;
      let last: string | undefined;
      for (const { key, item } of store.within(TableName, undefined, { gt: from })) {
        const seconds = Number(item[name]?.N ?? Number.NaN);
        if (seconds <= now && seconds > now - fiveYears) expired.push({ table: TableName, key, item: undefined });
        if (++seen === stretch) {
          last = key;
          break;
        }
      }
      if (expired.length > 0) store.commit(expired, true);
      swept += expired.length;
      from = last;
      if (from !== undefined) await setImmediate();
    }
  }
  return swept;
}
