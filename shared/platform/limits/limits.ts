import { isIPv6 } from 'node:net';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';

/** In seconds. A limit counts for a day from its first attempt, unless it has a window of its own. */
export const limitWindow = 24 * 60 * 60;

/** The window of a limit by network, in seconds: thousands may share one address, so it only slows them down (R2.3a). */
export const networkWindow = 10 * 60;

/** What is counted: its `kind`, and for whom (a pseudonym or a technical id, never personal data). */
export type Limited = {
  readonly kind: string;
  readonly who: string;
  readonly max: number;
  /** In seconds. */
  readonly window?: number;
};

/** A counted attempt. */
export type Attempt = { readonly limited: Limited; readonly attemptId: string };

export type Taken =
  | { readonly allowed: true; readonly attempt: Attempt }
  | { readonly allowed: false; readonly retryAfterSeconds: number };

export type Limits = {
  /** Counts one attempt unless `max` is reached, in one step, so that parallel calls cannot pass together. */
  take(limited: Limited, now: Date): Promise<Taken>;
  /** Gives back an attempt that must not count. A second call changes nothing. */
  giveBack(attempt: Attempt): Promise<void>;
};

/**
 * Counts one of each, and returns these attempts in the same order. Throws `too-many-requests` with the time to wait at the first
 * one that is used up, and counts none then. Name the narrowest first: a caller whose own count is used up then never touches one
 * that is shared with others, not even for a moment (R2.3a).
 */
export async function takeAll(
  limits: Limits,
  all: readonly Limited[],
  now: Date,
  helpline?: string,
): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = [];
  for (const limited of all) {
    const taken = await limits.take(limited, now);
    if (taken.allowed) {
      attempts.push(taken.attempt);
      continue;
    }
    await Promise.all(attempts.map((attempt) => limits.giveBack(attempt)));
    const { retryAfterSeconds } = taken;
    throw new DomainError('too-many-requests', helpline === undefined ? {} : { helpline }, { retryAfterSeconds });
  }
  return attempts;
}

/** The largest limit: an item keeps the id of each attempt until the window ends. */
export const largestLimit = 1000;

/** Reads a limit from a setting; throws at start unless it is a whole number from 1 to `largestLimit`. */
export function readLimit(setting: string): number {
  const limit = Number(setting);
  if (!Number.isInteger(limit) || limit < 1 || limit > largestLimit)
    throw new Error(`A limit must be a whole number from 1 to ${largestLimit}`);
  return limit;
}

/**
 * The part of an address that identifies a household or host: an IPv4 address, or the first 64 bits of an IPv6 address, because
 * each host can choose the rest. Undefined if the address is unknown: then no limit counts by it.
 */
export function viewerNetwork(address: string): string | undefined {
  if (address === '' || address === 'unknown') return undefined;
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
  const all = [...groups, ...Array<string>(zeros).fill('0'), ...after];
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
