import { now } from '#shared/platform/compose.ts';
import { scheduledRun } from '#shared/platform/runtime/scheduled-run.ts';
import { enrolmentReader, requestedSwitches, switchReports } from '#shared/policies/compose.ts';
import { reportSwitches } from './report-switches.ts';

export const handler = scheduledRun(
  'report-switches',
  reportSwitches({ switches: requestedSwitches(), enrolments: enrolmentReader(), reports: switchReports(), now }),
);
