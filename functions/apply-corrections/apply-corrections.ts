import type { Contests } from '#shared/helpdesk/contests/contests.ts';
import type { DueCorrection, DuePage, WaitingCorrections } from '#shared/helpdesk/corrections/corrections.ts';
import { describeError, type LogFields, log } from '#shared/platform/runtime/log.ts';

type Needs = {
  readonly corrections: Pick<WaitingCorrections, 'due' | 'carryOut'>;
  readonly contests: Pick<Contests, 'undecided'>;
  readonly now: () => Date;
};

/**
 * The counts of a run. The next run retries `failed` ones; `unreadable` ones wait for an operator. `undecided`: contested
 * registrations that wait for a second agent for too long.
 */
export type CorrectionCounts = { due: number; failed: number; unreadable: number; undecided: number };

/** How long a contested registration may wait for its decision until an operator hears of it, in ms (R10.4). */
export const contestPatience = 72 * 60 * 60 * 1000;

/** How many pages one run reads; the next run reads the rest. */
const mostPages = 20;

const logFailure = (why: LogFields) => log.error('correction-not-applied', { operation: 'apply-corrections', ...why });

/**
 * Applies corrections 72 hours after they were requested, unless they were stopped (R10.2); runs by schedule. One that fails or
 * cannot be read stays and does not stop the others. It also reports contested registrations that nobody decides (R10.4): they stay
 * frozen.
 */
export const applyCorrections =
  ({ corrections, contests, now }: Needs) =>
  async (): Promise<CorrectionCounts> => {
    const counts: CorrectionCounts = { due: 0, failed: 0, unreadable: 0, undecided: 0 };

    async function carryOut({ dueKey, accountId }: DueCorrection) {
      counts.due++;
      if (accountId === undefined) {
        counts.unreadable++;
        logFailure({ error: 'unreadable' });
        return;
      }
      try {
        const outcome = await corrections.carryOut({ accountId, dueKey }, now());
        log.info('correction', { outcome });
      } catch (error) {
        counts.failed++;
        logFailure(describeError(error));
      }
    }

    let after: string | undefined;
    for (let read = 0; read < mostPages; read++) {
      const page: DuePage = await corrections.due(now(), after);
      for (const correction of page.due) await carryOut(correction);
      after = page.next;
      if (after === undefined) break;
    }
    const undecided = await contests.undecided(new Date(now().getTime() - contestPatience));
    counts.undecided = undecided.length;
    if (undecided.length > 0)
      log.error('contest-undecided', { operation: 'apply-corrections', undecided: undecided.length });
    return counts;
  };
