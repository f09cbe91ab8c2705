import { contests, waitingCorrections } from '#shared/helpdesk/compose.ts';
import { now } from '#shared/platform/compose.ts';
import { scheduledRun } from '#shared/platform/runtime/scheduled-run.ts';
import { applyCorrections } from './apply-corrections.ts';

const needs = { corrections: waitingCorrections(), contests: contests(), now };
export const handler = scheduledRun('apply-corrections', applyCorrections(needs));
