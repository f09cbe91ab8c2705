import { createGuard, type Guard, type KeptGuard } from '#shared/sign-in/guard/guard.ts';
import { untouched } from '#shared/sign-in/guard/guard-state.ts';

type Turn = <T>(value: T) => Promise<T>;

const atOnce: Turn = async (value) => value;

/** A guard over memory. `turn` decides when each read and write goes on; `writes` counts those that were tried. */
export function aMemoryGuard({ now, turn = atOnce }: { now: () => Date; turn?: Turn }) {
  const kept = new Map<string, KeptGuard>();
  const counted = { reads: 0, writes: 0 };
  const find = (username: string) => kept.get(username) ?? { state: untouched, version: 0 };
  const guard: Guard = createGuard({
    now,
    pause: async () => undefined,
    store: {
      async read(username) {
        counted.reads++;
        await turn('read');
        return find(username);
      },
      async write(username, state, replacedVersion) {
        counted.writes++;
        await turn('write');
        const current = find(username);
        if (current.version !== replacedVersion) return current;
        kept.set(username, { state, version: replacedVersion + 1 });
        return undefined;
      },
    },
  });
  return { guard, counted, stateOf: (username: string) => find(username).state };
}
