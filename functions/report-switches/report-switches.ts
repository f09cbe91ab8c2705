import { describeError, type LogFields, log } from '#shared/platform/runtime/log.ts';
import type { Enrolments } from '#shared/policies/enrolment.ts';
import {
  type DueSwitches,
  dueUntil,
  type RequestedSwitch,
  type RequestedSwitches,
  reportOf,
  type SwitchReports,
} from '#shared/policies/payment-switch.ts';

type Needs = {
  readonly switches: RequestedSwitches;
  readonly enrolments: Pick<Enrolments, 'findAll' | 'keptSwitches'>;
  readonly reports: SwitchReports;
  readonly now: () => Date;
};

/** The counts of a run; `unreadable` switches wait for an operator. */
export type SwitchCounts = { reported: number; settled: number; unreadable: number };

const logFailure = (why: LogFields) => log.error('switch-not-reported', { operation: 'report-switches', ...why });

/**
 * Reports to the insurer which switches of the payment method the registry has not confirmed within 30 days (R8.2), each once.
 * One that fails or cannot be read stays and does not stop the others. Throws at its end if any failed, so that Lambda repeats
 * the run: the same switch makes the same file.
 */
export const reportSwitches =
  ({ switches, enrolments, reports, now }: Needs) =>
  async (): Promise<SwitchCounts> => {
    const counts: SwitchCounts = { reported: 0, settled: 0, unreadable: 0 };
    const failures: unknown[] = [];
    const until = dueUntil(now());

    async function judge(requested: RequestedSwitch) {
      try {
        const { policyNumber } = requested;
        const [current, kept] = await Promise.all([
          enrolments.findAll([policyNumber]),
          enrolments.keptSwitches([policyNumber]),
        ]);
        const report = reportOf(requested, current.get(policyNumber) ?? kept.get(policyNumber));
        if (report) await reports.write(report);
        await switches.remove(requested);
        counts[report ? 'reported' : 'settled']++;
      } catch (error) {
        failures.push(error);
        logFailure(describeError(error));
      }
    }

    let after: string | undefined;
    do {
      const page: DueSwitches = await switches.due(until, after);
      for (const requested of page.due) {
        if (requested) await judge(requested);
        else {
          counts.unreadable++;
          logFailure({ error: 'unreadable' });
        }
      }
      after = page.next;
    } while (after !== undefined);
    if (failures.length > 0) throw failures[0];
    return counts;
  };
