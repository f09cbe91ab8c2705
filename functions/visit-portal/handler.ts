import { setTimeout as pause } from 'node:timers/promises';
import { portalOrigin } from '#shared/mail/compose.ts';
import { scheduledRun } from '#shared/runtime/scheduled-run.ts';
import { httpVisits } from '#shared/website/http-visits.ts';
import { visitPortal } from './visit-portal.ts';

export const handler = scheduledRun('visit-portal', visitPortal({ visit: httpVisits(portalOrigin()), pause }));
