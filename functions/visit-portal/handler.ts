import { setTimeout as pause } from 'node:timers/promises';
import { readEnv } from '#shared/runtime/read-env.ts';
import { scheduledRun } from '#shared/runtime/scheduled-run.ts';
import { portalOriginEnv } from '#shared/website/env.ts';
import { httpVisits } from '#shared/website/http-visits.ts';
import { visitPortal } from './visit-portal.ts';

const { PORTAL_ORIGIN: origin } = readEnv(portalOriginEnv);

export const handler = scheduledRun(
  'visit-portal',
  visitPortal({ visit: httpVisits(origin), pause: (ms) => pause(ms) }),
);
