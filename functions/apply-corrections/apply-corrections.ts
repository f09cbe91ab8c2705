import type { WaitingCorrections } from '#shared/helpdesk/corrections.ts';
import { log } from '#shared/runtime/log.ts';

type Needs = { readonly corrections: Pick<WaitingCorrections, 'due' | 'carryOut'>; readonly now: () => Date };

/** How many pages one run works off; the next run goes on. */
const mostPages = 20;

/** Puts corrections in force whose 72 hours are over and that nobody stopped (R10.2); by schedule. Returns how many were due. */
export const applyCorrections =
  ({ corrections, now }: Needs) =>
  async (): Promise<{ due: number }> => {
    const counts = { due: 0 };
    for (let page = 1; page <= mostPages; page++) {
      const due = await corrections.due(now());
      if (due.length === 0) break;
      counts.due += due.length;
      for (const correction of due) {
        const outcome = await corrections.carryOut(correction, now());
        log.info('correction', { outcome });
      }
    }
    return counts;
  };
