import { type Change, changesAt } from '#shared/insurer/changes/change.ts';
import type { ChangeFiles, Outbox } from '#shared/insurer/changes/publishing.ts';
import type { Written } from '#shared/insurer/files.ts';

export const start = Date.parse('2027-01-31T12:00:00.000Z');

/** One change of a policy, so many ms after the start. */
export const aChange = (after = 0, policyNumber = 'P-1'): Change => {
  const [change] = changesAt(new Date(start + after), [{ type: 'eposta-enrolled', policyNumber, customerId: 'C-1' }]);
  if (!change) throw new Error('no change was made');
  return change;
};

/** Waiting changes in memory, read `pageSize` at a time; `undefined` for an unreadable item. */
export function aMemoryOutbox(changes: readonly Change[], { pageSize = 10, unreadable = [] as string[] } = {}) {
  const waiting = new Map<string, Change | undefined>(changes.map((change) => [change.changeId, change]));
  for (const changeId of unreadable) waiting.set(changeId, undefined);
  const reads: (string | undefined)[] = [];
  const outbox: Outbox = {
    async read(after) {
      reads.push(after);
      const ids = [...waiting.keys()].sort().filter((changeId) => after === undefined || changeId > after);
      const page = ids.slice(0, pageSize);
      const last = page.at(-1);
      return {
        waiting: page.map((changeId) => ({ changeId, change: waiting.get(changeId) })),
        ...(ids.length > pageSize && last !== undefined ? { next: last } : {}),
      };
    },
    async remove(changeId) {
      waiting.delete(changeId);
    },
  };
  const add = (...more: readonly Change[]) => {
    for (const change of more) waiting.set(change.changeId, change);
  };
  return { outbox, add, reads, left: () => [...waiting.keys()].sort() };
}

/** Files in memory, in the order they were written; `behave` may fail a change first. */
export function memoryFiles(behave: (change: Change) => Written | undefined = () => undefined) {
  const written: Change[] = [];
  const files: ChangeFiles = {
    async publish(change) {
      // Later changes would overtake this one here, if the code allowed it.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
      const instead = behave(change);
      if (instead) return instead;
      if (written.some(({ changeId }) => changeId === change.changeId)) return 'written-before';
      written.push(change);
      return 'written';
    },
  };
  return { files, written };
}
