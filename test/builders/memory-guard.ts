import { createGuard, type Guard, type KeptGuard } from '#shared/sign-in/guard/guard.ts';
import { untouched } from '#shared/sign-in/guard/guard-state.ts';
import { type Lane, openLane } from '#shared/sign-in/guard/lane.ts';

type Turn = <T>(value: T) => Promise<T>;

const atOnce: Turn = async (value) => value;

/** A guard over memory. `turn` decides when each read and write goes on; `writes` counts those that were tried. */
export function aMemoryGuard({ now, turn = atOnce }: { now: () => Date; turn?: Turn }) {
  const kept = new Map<string, KeptGuard & { readonly username: string; readonly lane: Lane }>();
  const counted = { reads: 0, writes: 0 };
  /** The answer to each write is lost, and the SDK's repeat finds the condition failed. */
  const losing = { answers: false };
  const find = (username: string, lane: Lane): KeptGuard =>
    kept.get(`${username} ${lane}`) ?? { state: untouched, version: 0 };
  const guard: Guard = createGuard({
    now,
    pause: async () => undefined,
    store: {
      async read(username, lane) {
        counted.reads++;
        await turn('read');
        return find(username, lane);
      },
      async write(username, lane, state, replacedVersion) {
        counted.writes++;
        await turn('write');
        const current = find(username, lane);
        if (current.version !== replacedVersion) return current;
        kept.set(`${username} ${lane}`, { username, lane, state, version: replacedVersion + 1 });
        return losing.answers ? find(username, lane) : undefined;
      },
      lanes: async (username) => [...kept.values()].filter((one) => one.username === username),
    },
  });
  return { guard, counted, losing, stateOf: (username: string, lane: Lane = openLane) => find(username, lane).state };
}
