import { callers, identifications, locks } from '#shared/helpdesk/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { limits } from '#shared/platform/limits/compose.ts';
import { now } from '#shared/platform/now.ts';
import { liftLock } from './lift-lock.ts';

export const handler = httpApi(
  liftLock({ identifications: identifications(), callers: callers(), locks: locks(), limits: limits(), now }),
);
