import { type Access, type AccessOf, all, onPortalTable, onUserPool, settings } from '#shared/platform/access.ts';
import type { Guard } from '#shared/sign-in/guard/guard.ts';
import type { UserPool } from '#shared/sign-in/pool/user-pool.ts';

const change = onPortalTable('GetItem', 'PutItem');
export const guard: AccessOf<Guard> = {
  standing: onPortalTable('GetItem'),
  admit: change,
  settle: change,
  clear: change,
};

/** The app client, read once at init. */
export const appClient: Access = all(onUserPool('DescribeUserPoolClient'), settings('USER_POOL_CLIENT_ID'));

export const userPool: AccessOf<UserPool> = {
  testPassword: onUserPool('AdminInitiateAuth'),
  choosePassword: onUserPool('AdminRespondToAuthChallenge'),
  // Calls without a signature.
  refresh: onUserPool(),
  revoke: onUserPool(),
};

/** The one way to test a password: through the guard (R3.2a). */
export const passwordCheck: Access = all(appClient, userPool.testPassword, guard.standing, guard.admit, guard.settle);
