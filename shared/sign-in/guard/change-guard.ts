import { isDeepStrictEqual } from 'node:util';
import { type GuardState, standingOf } from './guard-state.ts';
import { kindOf, type Lane, type LaneKind } from './lane.ts';

/** The state of one lane of a username, with the version that a write must name. */
export type KeptGuard = { readonly state: GuardState; readonly version: number };

/** Where guards are kept. `write` returns undefined if it wrote, else what is stored instead. */
export type GuardStore = {
  readonly read: (username: string, lane: Lane) => Promise<KeptGuard>;
  readonly write: (
    username: string,
    lane: Lane,
    state: GuardState,
    replacedVersion: number,
  ) => Promise<KeptGuard | undefined>;
  /** Every stored lane of a username. */
  readonly lanes: (username: string) => Promise<readonly (KeptGuard & { readonly lane: Lane })[]>;
};

/** A lock that has just begun; `accountId`: of the user with that name, if there is one. */
export type Lock = { readonly lane: LaneKind; readonly until: number; readonly accountId: string | undefined };

/** Too many writers changed this guard at the same time. */
export class GuardContended extends Error {
  override readonly name = 'GuardContended';
}

export type GuardNeeds = {
  readonly store: GuardStore;
  readonly now: () => Date;
  /** Waits for this many ms. */
  readonly pause: (ms: number) => Promise<unknown>;
};

const mostTries = 12;

/** A random pause (ms) up to a span that doubles with each try, so that writers that collided spread out. */
const jitter = (tries: number) => Math.random() * Math.min(250, 15 * 2 ** tries);

type Step<R> = (state: GuardState) => R & { readonly state: GuardState };

/** The result of a step, the state that it was made on, and the lock that began with it. */
type Changed<R> = R & { readonly state: GuardState; readonly before: GuardState; readonly lock: Lock | undefined };

/** Changes one lane. Throws GuardContended. */
export type Change = <R>(username: string, lane: Lane, step: Step<R>) => Promise<Changed<R>>;

/**
 * Makes each change on what was read, and repeats it if that has changed. A step that changes nothing writes nothing: a thousand
 * refusals at once are a thousand reads.
 */
export const createChange =
  ({ store, now, pause }: GuardNeeds): Change =>
  async (username, lane, step) => {
    for (let tries = 1; tries <= mostTries; tries++) {
      const kept = await store.read(username, lane);
      const made = step(kept.state);
      const lock = lockBegun(lane, kept.state, made.state, now().getTime());
      const outcome = { ...made, before: kept.state, lock };
      if (made.state === kept.state) return outcome;
      const other = await store.write(username, lane, made.state, kept.version);
      if (!other) return outcome;
      // This very write: its answer was lost, and the SDK repeated it.
      if (isDeepStrictEqual(other.state, made.state)) return outcome;
      const remade = step(other.state);
      if (remade.state === other.state) return { ...remade, before: other.state, lock: undefined };
      await pause(jitter(tries));
    }
    throw new GuardContended();
  };

function lockBegun(lane: Lane, before: GuardState, after: GuardState, now: number): Lock | undefined {
  const standing = standingOf(after, now);
  if (standing.kind !== 'locked' || standingOf(before, now).kind === 'locked') return undefined;
  return { lane: kindOf(lane), until: standing.until, accountId: after.accountId };
}
