import { setTimeout as pause } from 'node:timers/promises';
import { portalOrigin } from '#shared/messages/mail/compose.ts';
import { scheduledRun } from '#shared/platform/runtime/scheduled-run.ts';
import { httpVisits } from '#shared/platform/website/http-visits.ts';
import { visitPortal } from './visit-portal.ts';

export const handler = scheduledRun('visit-portal', visitPortal({ visit: httpVisits(portalOrigin()), pause }));
