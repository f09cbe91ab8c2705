import type { Change } from '#shared/changes/change.ts';
import type { ChangeFiles } from '#shared/changes/change-files.ts';
import type { Outbox, OutboxPage } from '#shared/changes/outbox.ts';
import { describeError, type LogFields, log } from '#shared/runtime/log.ts';

type Needs = {
  readonly outbox: Outbox;
  readonly files: ChangeFiles;
  readonly now: () => Date;
  /** Waits so many ms. */
  readonly pause: (ms: number) => Promise<unknown>;
};

/**
 * What a run came to; `heldBack` wait for an earlier change of the same policy, `unreadable` ones for an operator: they stay
 * and stop nobody.
 */
export type PublishCounts = { published: number; failed: number; heldBack: number; unreadable: number };

/**
 * A Query may see one half of a transaction that is being committed. A change this young (ms) is therefore looked at
 * again, so that what was written together is published in its order.
 */
const settling = 2000;
/** A run ends well within its minute; the next one goes on where it ended. */
const mostPerRun = 5000;
/** Where this many writes have failed, the rest would, too. */
const mostFailures = 20;
const atOnce = 20;

/** What is told in order: a policy's changes; of a cancelled registration, the customer's. */
const orderOf = (change: Change) =>
  change.type === 'registration-cancelled' ? `customer ${change.customerId}` : `policy ${change.policyNumber}`;

const tell = (changeId: string, why: LogFields) =>
  log.error('change-not-published', { operation: 'publish-changes', changeId, ...why });

/**
 * Publishes the waiting changes for the insurer (R9.4), each as one file: written where there is none, then taken out of the
 * table. A crash in between, or a second run at the same time, finds the file there and only takes the change out.
 */
export const publishChanges = ({ outbox, files, now, pause }: Needs) => {
  async function readSettled(after: string | undefined): Promise<OutboxPage> {
    const page = await outbox.read(after);
    const youngest = Math.max(0, ...page.waiting.map(({ change }) => (change ? Date.parse(change.at) : 0)));
    const wait = youngest + settling - now().getTime();
    if (wait <= 0) return page;
    await pause(Math.min(wait, settling));
    const settled = await outbox.read(after);
    const last = page.waiting.at(-1)?.changeId ?? '';
    const waiting = settled.waiting.filter(({ changeId }) => changeId <= last);
    // What came in meanwhile is as young again: it and all after it are the next run's.
    return waiting.length === settled.waiting.length ? settled : { waiting };
  }

  return async (): Promise<PublishCounts> => {
    const counts: PublishCounts = { published: 0, failed: 0, heldBack: 0, unreadable: 0 };
    const held = new Set<string>();

    /** Whether the change is out, so that the next one may follow. */
    async function publish(change: Change): Promise<boolean> {
      try {
        if ((await files.publish(change)) === 'contended') return false;
        await outbox.remove(change.changeId);
        counts.published++;
        return true;
      } catch (error) {
        counts.failed++;
        tell(change.changeId, describeError(error));
        return false;
      }
    }

    async function publishInOrder(order: string, changes: readonly Change[]) {
      for (const change of changes) {
        if (held.has(order)) counts.heldBack++;
        else if (counts.failed >= mostFailures || !(await publish(change))) held.add(order);
      }
    }

    async function publishPage({ waiting }: OutboxPage) {
      for (const { changeId, change } of waiting) {
        if (change) continue;
        counts.unreadable++;
        tell(changeId, { error: 'unreadable' });
      }
      const changes = waiting.flatMap(({ change }) => change ?? []);
      const groups = [...Map.groupBy(changes, orderOf)];
      const work = async () => {
        for (let next = groups.shift(); next; next = groups.shift()) await publishInOrder(...next);
      };
      await Promise.all(Array.from({ length: atOnce }, work));
    }

    let after: string | undefined;
    do {
      const page = await readSettled(after);
      await publishPage(page);
      after = page.next;
    } while (after !== undefined && counts.published < mostPerRun && counts.failed < mostFailures);
    return counts;
  };
};
