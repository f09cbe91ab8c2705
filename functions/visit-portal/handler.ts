import { portalOrigin } from '#shared/messages/compose.ts';
import { pause } from '#shared/platform/compose.ts';
import { scheduledRun } from '#shared/platform/runtime/scheduled-run.ts';
import { httpVisits } from '#shared/platform/website/http-visits.ts';
import { visitPortal } from './visit-portal.ts';

export const handler = scheduledRun('visit-portal', visitPortal({ visit: httpVisits(portalOrigin()), pause }));
