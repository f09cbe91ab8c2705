import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import {
  createChange,
  GuardContended,
  type GuardNeeds,
  type GuardStore,
  type KeptGuard,
  type Lock,
} from './change-guard.ts';
import { countDeviceStrike, takeDeviceStrikesBack, withoutStrikesInOpen } from './device-strikes.ts';
import {
  type Admission,
  type AttemptOutcome,
  admit,
  asOf,
  clear,
  type Ending,
  type GuardState,
  leaseLength,
  type Standing,
  settle,
  standingOf,
  type TriedName,
  unknownAttempts,
  untouched,
} from './guard-state.ts';
import { kindOf, type Lane, type LaneKind, openLane } from './lane.ts';

export { allowedStrikes, leaseLength, lockLength } from './guard-state.ts';
export type { Admission, AttemptOutcome, Ending, GuardStore, KeptGuard, Lock, Standing };
export { GuardContended };

/**
 * How an attempt ended for the guard, its lane's standing after it, and the lock that it began, in this lane or in the open one.
 */
export type Settlement = { readonly ending: Ending; readonly standing: Standing; readonly lock?: Lock };

/** The standing of one lane. */
export type LaneStanding = { readonly lane: LaneKind; readonly standing: Standing };

/**
 * The lockout guard of all usernames, each in its lanes; without a lane a call means the open one. The caller trims and lower-cases
 * usernames (R1.3). Times are ms since 1970 UTC.
 */
export type Guard = {
  /** What the next attempt would find; one read, and a write only if a device's attempts have ended without an outcome. */
  readonly standing: (username: string, lane?: Lane) => Promise<Standing>;
  /** The standings of all stored lanes; the open one comes first, stored or not. */
  readonly standings: (username: string) => Promise<readonly [LaneStanding, ...LaneStanding[]]>;
  /** Requests a lease to test one password. The same id again gets the same lease. */
  readonly admit: (username: string, attemptId: string, lane?: Lane, name?: TriedName) => Promise<Admission>;
  /** Records how the attempt ended. Throws GuardContended when too many writers collide: its lease then becomes a strike. */
  readonly settle: (username: string, attemptId: string, outcome: AttemptOutcome, lane?: Lane) => Promise<Settlement>;
  /** Lifts the locks and deletes the strikes of all lanes (R3.4). Throws GuardContended. */
  readonly clear: (username: string) => Promise<void>;
};

/** A guard that several writers share. Each change is based on what was read, and repeated if that has changed. */
export function createGuard(needs: GuardNeeds): Guard {
  const { store, now } = needs;
  const change = createChange(needs);
  const time = () => now().getTime();

  const inOpenLane = (username: string, step: (state: GuardState) => GuardState) =>
    change(username, openLane, (state) => ({ state: step(state) }));

  /**
   * The state of a lane. A device's attempts that ended without an outcome are counted in the open lane first, then here. If the
   * function dies in between, the next call goes on: each attempt counts once, by its id.
   */
  async function read(username: string, lane: Lane): Promise<GuardState> {
    const { state } = await store.read(username, lane);
    const unknown = kindOf(lane) === 'device' ? unknownAttempts(state, time()) : [];
    if (unknown.length === 0) return state;
    for (const attempt of unknown) await inOpenLane(username, (open) => countDeviceStrike(open, lane, attempt, time()));
    return (await change(username, lane, (kept) => ({ state: { ...asOf(kept, time()), countsInOpen: true } }))).state;
  }

  /** Counts a device's wrong password in the open lane, before it counts here: a crash in between leaves the lease. */
  async function countInOpenLane(username: string, attemptId: string, lane: Lane): Promise<Lock | undefined> {
    const { leases, accountId } = (await store.read(username, lane)).state;
    const leaseUntil = leases[attemptId];
    if (leaseUntil === undefined) return undefined;
    const attempt = { attemptId, attemptedAt: leaseUntil - leaseLength };
    const { lock } = await inOpenLane(username, (open) => countDeviceStrike(open, lane, attempt, time()));
    return lock && { ...lock, accountId };
  }

  /** If strangers keep the open lane too busy for it, the next success does it: they must not keep the holder out. */
  async function takeBack(username: string, lane: Lane): Promise<void> {
    try {
      await inOpenLane(username, (open) => takeDeviceStrikesBack(open, lane, time()));
      await change(username, lane, (state) => ({ state: withoutStrikesInOpen(state) }));
    } catch (error) {
      if (!(error instanceof GuardContended)) throw error;
    }
  }

  return {
    standing: async (username, lane = openLane) => standingOf(await read(username, lane), time()),

    async standings(username) {
      const kept = await store.lanes(username);
      const others = kept.filter(({ lane }) => lane !== openLane);
      const open = kept.find(({ lane }) => lane === openLane)?.state ?? untouched;
      const judged = (lane: Lane, state: GuardState) => ({ lane: kindOf(lane), standing: standingOf(state, time()) });
      return [judged(openLane, open), ...others.map(({ lane, state }) => judged(lane, state))];
    },

    async admit(username, attemptId, lane = openLane, name = {}) {
      // Every other lane ends by itself, with its strikes.
      const isForgotten = name.isForgotten === true || lane !== openLane;
      try {
        const step = (state: GuardState) => admit(state, attemptId, time(), { ...name, isForgotten });
        return (await change(username, lane, step)).admission;
      } catch (error) {
        // Nothing was leased; a retry may succeed.
        if (error instanceof GuardContended) return { kind: 'busy' };
        throw error;
      }
    },

    async settle(username, attemptId, outcome, lane = openLane) {
      const isDevice = kindOf(lane) === 'device';
      const isStrike = isDevice && outcome === 'wrong';
      const openLock = isStrike ? await countInOpenLane(username, attemptId, lane) : undefined;
      const settled = await change(username, lane, (kept) => {
        const made = settle(kept, attemptId, outcome, time());
        return isStrike && made.state !== kept ? { ...made, state: { ...made.state, countsInOpen: true } } : made;
      });
      // An attempt that had ended before changes nothing, here or there.
      const isSuccess = outcome === 'success' && settled.state !== settled.before;
      if (isSuccess && settled.before.countsInOpen) await takeBack(username, lane);
      const lock = settled.lock ?? openLock;
      return { ending: settled.ending, standing: standingOf(settled.state, time()), ...(lock ? { lock } : {}) };
    },

    async clear(username) {
      const kept = await store.lanes(username);
      const lanes = new Set([openLane, ...kept.map(({ lane }) => lane)] as const);
      for (const lane of lanes) await change(username, lane, (state) => ({ state: clear(state, time()) }));
    },
  };
}

/** An id for one attempt, from sign-in through the pool to the trigger; 128 random bits. */
export const newAttemptId = () => randomBytes(16).toString('base64url');

/** An attempt id in the trigger's event. */
export const attemptId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22,64}$/));
