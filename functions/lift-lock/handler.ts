import { acting, locks } from '#shared/helpdesk/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { liftLock } from './lift-lock.ts';

export const handler = httpApi(liftLock({ ...acting(), locks: locks() }));
