import type { DueCorrection, DuePage, WaitingCorrections } from '#shared/helpdesk/corrections/corrections.ts';
import { describeError, type LogFields, log } from '#shared/platform/runtime/log.ts';

type Needs = { readonly corrections: Pick<WaitingCorrections, 'due' | 'carryOut'>; readonly now: () => Date };

/** What a run did; the next run retries `failed` ones, `unreadable` ones wait for an operator. */
export type CorrectionCounts = { due: number; failed: number; unreadable: number };

/** How many pages one run reads; the next run continues. */
const mostPages = 20;

const logFailure = (why: LogFields) => log.error('correction-not-applied', { operation: 'apply-corrections', ...why });

/**
 * Puts corrections into force after their 72 hours, unless they were stopped (R10.2); runs by schedule. Each is carried out by
 * itself: one that fails or cannot be read stays, and the others are carried out.
 */
export const applyCorrections =
  ({ corrections, now }: Needs) =>
  async (): Promise<CorrectionCounts> => {
    const counts: CorrectionCounts = { due: 0, failed: 0, unreadable: 0 };

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
    return counts;
  };
