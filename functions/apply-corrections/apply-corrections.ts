import type { DueCorrection, DuePage, WaitingCorrections } from '#shared/helpdesk/corrections/corrections.ts';
import { describeError, type LogFields, log } from '#shared/platform/runtime/log.ts';

type Needs = { readonly corrections: Pick<WaitingCorrections, 'due' | 'carryOut'>; readonly now: () => Date };

/** What a run came to; `failed` ones are tried again by the next run, `unreadable` ones wait for an operator. */
export type CorrectionCounts = { due: number; failed: number; unreadable: number };

/** How many pages one run works off; the next run goes on. */
const mostPages = 20;

const tell = (why: LogFields) => log.error('correction-not-applied', { operation: 'apply-corrections', ...why });

/**
 * Puts corrections in force whose 72 hours are over and that nobody stopped (R10.2); by schedule. Each by itself: one that fails
 * or cannot be read stays and stops no other.
 */
export const applyCorrections =
  ({ corrections, now }: Needs) =>
  async (): Promise<CorrectionCounts> => {
    const counts: CorrectionCounts = { due: 0, failed: 0, unreadable: 0 };

    async function carryOut({ dueKey, accountId }: DueCorrection) {
      counts.due++;
      if (accountId === undefined) {
        counts.unreadable++;
        tell({ error: 'unreadable' });
        return;
      }
      try {
        const outcome = await corrections.carryOut({ accountId, dueKey }, now());
        log.info('correction', { outcome });
      } catch (error) {
        counts.failed++;
        tell(describeError(error));
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
