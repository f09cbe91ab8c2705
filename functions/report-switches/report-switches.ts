import type { Enrolments } from '#shared/policies/enrolments.ts';
import { dueUntil, type RequestedSwitches, reportOf, type SwitchReports } from '#shared/policies/payment-switch.ts';

type Needs = {
  readonly switches: RequestedSwitches;
  readonly enrolments: Pick<Enrolments, 'findAll'>;
  readonly reports: SwitchReports;
  readonly now: () => Date;
};

export type SwitchCounts = { reported: number; settled: number };

const atOnce = 100;

/**
 * Reports to the insurer which switches of the payment method the registry has not confirmed within 30 days (R8.2), each
 * once. A run that dies is repeated: the same switch makes the same file.
 */
export const reportSwitches =
  ({ switches, enrolments, reports, now }: Needs) =>
  async (): Promise<SwitchCounts> => {
    const counts: SwitchCounts = { reported: 0, settled: 0 };
    const until = dueUntil(now());
    for (;;) {
      const due = await switches.due(until, atOnce);
      if (due.length === 0) return counts;
      const standing = await enrolments.findAll([...new Set(due.map(({ policyNumber }) => policyNumber))]);
      for (const requested of due) {
        const report = reportOf(requested, standing.get(requested.policyNumber));
        if (report) await reports.write(report);
        await switches.remove(requested);
        counts[report ? 'reported' : 'settled']++;
      }
    }
  };
