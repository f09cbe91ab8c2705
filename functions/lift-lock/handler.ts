import { callers, identifications, locks } from '#shared/helpdesk/compose.ts';
import { limits, now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { liftLock } from './lift-lock.ts';

export const handler = httpApi(
  liftLock({ identifications: identifications(), callers: callers(), locks: locks(), limits: limits(), now }),
);
