import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import {
  type Admission,
  type AttemptOutcome,
  admit,
  clear,
  type Ending,
  type GuardState,
  type Standing,
  settle,
  standingOf,
} from './guard-state.ts';

export { allowedStrikes, leaseLength, lockLength } from './guard-state.ts';
export type { Admission, AttemptOutcome, Ending, Standing };

/** The state of one username, with the version that a write must name. */
export type KeptGuard = { readonly state: GuardState; readonly version: number };

/** Where guards are kept. `write` returns undefined if it wrote, else what is stored instead. */
export type GuardStore = {
  readonly read: (username: string) => Promise<KeptGuard>;
  readonly write: (username: string, state: GuardState, replacedVersion: number) => Promise<KeptGuard | undefined>;
};

/** How an attempt ended for the guard, and the username's standing after it. */
export type Settlement = { readonly ending: Ending; readonly standing: Standing };

/** The lockout guard of all usernames. The caller trims and lower-cases them (R1.3). Times are ms since 1970 UTC. */
export type Guard = {
  /** What the next attempt would find; one read, no write. */
  readonly standing: (username: string) => Promise<Standing>;
  /** Requests a lease to test one password. The same id again gets the same lease. `isUnknown`: no user has that name. */
  readonly admit: (username: string, attemptId: string, isUnknown?: boolean) => Promise<Admission>;
  /** Records how the attempt ended. Throws GuardContended when too many writers collide: its lease then becomes a strike. */
  readonly settle: (username: string, attemptId: string, outcome: AttemptOutcome) => Promise<Settlement>;
  /** Lifts the lock and deletes the strikes (R3.4). Throws GuardContended. */
  readonly clear: (username: string) => Promise<void>;
};

/** Too many writers changed this guard at the same time. */
export class GuardContended extends Error {
  override readonly name = 'GuardContended';
}

type Needs = {
  readonly store: GuardStore;
  readonly now: () => Date;
  /** Waits for this many ms. */
  readonly pause: (ms: number) => Promise<unknown>;
};

const mostTries = 12;

/** A random pause (ms) up to a span that doubles with each try, so that writers that collided spread out. */
const jitter = (tries: number) => Math.random() * Math.min(250, 15 * 2 ** tries);

/** A guard that several writers share. Each change is based on what was read, and repeated if that has changed. */
export function createGuard({ store, now, pause }: Needs): Guard {
  type Step<R> = (state: GuardState) => R & { readonly state: GuardState };

  /** A step that changes nothing writes nothing: a thousand refusals at once are a thousand reads. */
  async function change<R>(username: string, step: Step<R>): Promise<R & { readonly state: GuardState }> {
    for (let tries = 1; tries <= mostTries; tries++) {
      const kept = await store.read(username);
      const made = step(kept.state);
      if (made.state === kept.state) return made;
      const other = await store.write(username, made.state, kept.version);
      if (!other) return made;
      const remade = step(other.state);
      if (remade.state === other.state) return remade;
      await pause(jitter(tries));
    }
    throw new GuardContended();
  }

  const time = () => now().getTime();

  return {
    async standing(username) {
      const { state } = await store.read(username);
      return standingOf(state, time());
    },
    async admit(username, attemptId, isUnknown) {
      try {
        return (await change(username, (state) => admit(state, attemptId, time(), isUnknown))).admission;
      } catch (error) {
        // Nothing was leased; a retry may succeed.
        if (error instanceof GuardContended) return { kind: 'busy' };
        throw error;
      }
    },
    async settle(username, attemptId, outcome) {
      const { state, ending } = await change(username, (kept) => settle(kept, attemptId, outcome, time()));
      return { ending, standing: standingOf(state, time()) };
    },
    async clear(username) {
      await change(username, (state) => ({ state: clear(state, time()) }));
    },
  };
}

/** An id for one attempt, from sign-in through the pool to the trigger; 128 random bits. */
export const newAttemptId = () => randomBytes(16).toString('base64url');

/** An attempt id in the trigger's event. */
export const attemptId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22,64}$/));
