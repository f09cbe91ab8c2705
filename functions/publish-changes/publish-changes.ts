import type { Change } from '#shared/insurer/changes/change.ts';
import type { ChangeFiles, Outbox, OutboxPage } from '#shared/insurer/changes/publishing.ts';
import { describeError, type LogFields, log } from '#shared/platform/runtime/log.ts';

type Needs = {
  readonly outbox: Outbox;
  readonly files: ChangeFiles;
  readonly now: () => Date;
  /** Waits for this many ms. */
  readonly pause: (ms: number) => Promise<unknown>;
};

/**
 * The counts of a run. `heldBack` changes wait for an earlier change of the same policy. `unreadable` ones wait for an operator
 * and delay no others. `oldestWaitingSeconds`: how long the oldest waiting change has waited, 0 for none.
 */
export type PublishCounts = {
  published: number;
  failed: number;
  heldBack: number;
  unreadable: number;
  oldestWaitingSeconds: number;
};

/**
 * A Query may see half of a transaction that is being committed. So a change this young (ms) is read again, and what was written
 * together is published in its order.
 */
const settling = 2000;
/** A run ends well within its minute; the next one continues where it ended. */
const mostPerRun = 5000;
/** After so many failed writes, a run stops: the rest would fail, too. */
const mostFailures = 20;
const atOnce = 20;

/**
 * The order of changes: a policy's changes as they happened; a cancelled registration after all earlier changes of its customer's
 * policies, and before their later ones; a contest after the enrolments that it contests, and before the cancellation that it
 * leads to. `after`: the lines that a change waits for. `as`: the lines that wait for it.
 */
function orderOf(change: Change): { readonly after: readonly string[]; readonly as: readonly string[] } {
  const cancelled = `cancelled ${change.customerId}`;
  const ofCustomer = `policies of ${change.customerId}`;
  const contested = `contested ${change.customerId}`;
  if (change.type === 'registration-cancelled') return { after: [cancelled, contested, ofCustomer], as: [cancelled] };
  if (change.type === 'registration-contested') return { after: [cancelled, contested, ofCustomer], as: [contested] };
  const policy = `policy ${change.policyNumber}`;
  return { after: [policy, cancelled], as: [policy, ofCustomer] };
}

const logFailure = (changeId: string, why: LogFields) =>
  log.error('change-not-published', { operation: 'publish-changes', changeId, ...why });

/**
 * Publishes the waiting changes for the insurer (R9.4), each as one file: it writes the file if there is none, then deletes the
 * change from the table. After a crash in between, or beside a second run, the file exists already, and only the change is
 * deleted.
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
    // What was written meanwhile is just as young: the next run publishes it and all after it.
    return waiting.length === settled.waiting.length ? settled : { waiting };
  }

  return async (): Promise<PublishCounts> => {
    const counts: PublishCounts = { published: 0, failed: 0, heldBack: 0, unreadable: 0, oldestWaitingSeconds: 0 };
    const held = new Set<string>();

    const waitsSince = (at: string) => {
      const seconds = Math.max(0, Math.round((now().getTime() - Date.parse(at)) / 1000));
      counts.oldestWaitingSeconds = Math.max(counts.oldestWaitingSeconds, seconds);
    };

    /**
     * Whether all changes of the customer's policies before the cancellation are published. They were written before it, but
     * perhaps after its page was read, and they may have much earlier dates.
     */
    async function isNextOfItsCustomer({ customerId, changeId }: Change): Promise<boolean> {
      let after: string | undefined;
      do {
        const { waiting, next } = await outbox.read(after);
        const first = waiting.find(({ change }) => change?.customerId === customerId);
        if (first) return first.changeId === changeId;
        after = next;
      } while (after !== undefined && after < changeId);
      // Another run has deleted it.
      return true;
    }

    /** Whether the change is published, so that the next one may follow. */
    async function publish(change: Change): Promise<boolean> {
      try {
        if (change.type === 'registration-cancelled' && !(await isNextOfItsCustomer(change))) {
          counts.heldBack++;
          return false;
        }
        if ((await files.publish(change)) === 'contended') return false;
        await outbox.remove(change.changeId);
        counts.published++;
        return true;
      } catch (error) {
        counts.failed++;
        logFailure(change.changeId, describeError(error));
        return false;
      }
    }

    async function publishInTurn(change: Change) {
      const { after, as } = orderOf(change);
      const isHeld = after.some((line) => held.has(line));
      if (isHeld) counts.heldBack++;
      const isOut = !isHeld && counts.failed < mostFailures && (await publish(change));
      if (isOut) return;
      for (const line of as) held.add(line);
      waitsSince(change.at);
    }

    async function publishPage({ waiting }: OutboxPage) {
      for (const { changeId, change } of waiting) {
        if (change) continue;
        counts.unreadable++;
        logFailure(changeId, { error: 'unreadable' });
      }
      const changes = waiting.flatMap(({ change }) => change ?? []);
      const lines = new Map<string, Promise<unknown>>();
      // Each waits only for changes that were taken up before it, so the oldest one can always continue.
      const takeUp = (change: Change) => {
        const { after, as } = orderOf(change);
        const done = Promise.all(after.map((line) => lines.get(line))).then(() => publishInTurn(change));
        for (const line of as) lines.set(line, Promise.all([lines.get(line), done]));
        return done;
      };
      const work = async () => {
        for (let next = changes.shift(); next; next = changes.shift()) await takeUp(next);
      };
      await Promise.all(Array.from({ length: atOnce }, work));
    }

    let after: string | undefined;
    let youngestRead: string | undefined;
    do {
      const page = await readSettled(after);
      await publishPage(page);
      after = page.next;
      // What this run does not reach is younger than all that it has read.
      youngestRead = page.waiting.findLast(({ change }) => change)?.change?.at ?? youngestRead;
    } while (after !== undefined && counts.published < mostPerRun && counts.failed < mostFailures);
    if (after !== undefined && youngestRead !== undefined) waitsSince(youngestRead);
    return counts;
  };
};
