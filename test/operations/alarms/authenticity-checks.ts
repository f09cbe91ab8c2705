import { callApi } from '#test/support/portal/api.ts';
import type { Portal } from '#test/support/portal/portal.ts';

/** A request that anybody may make and that one function answers, to see it fail. */
export const check = (portal: Portal) => callApi(portal, 'POST', 'authenticity', { body: { sha256: '0'.repeat(64) } });

export const checks = (portal: Portal, count: number) =>
  Promise.all(Array.from({ length: count }, () => check(portal)));

/** Where a fault strikes it. */
export const onChecks = { service: 'dynamodb', operation: '*', function: 'check-authenticity' };
