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

/** The app client, whose secret is read once, at init. */
export const appClient: Access = {
  variables: ['USER_POOL_ID', 'USER_POOL_CLIENT_ID', 'POOL_CLIENT_SECRET_ARN'],
  grants: [{ on: 'pool-client-secret', actions: ['secretsmanager:GetSecretValue'] }],
};

/** How long a session lasts. */
export const sessionLength: Access = settings('REFRESH_TOKEN_SECONDS');

export const userPool: AccessOf<UserPool> = {
  testPassword: onUserPool('AdminInitiateAuth'),
  choosePassword: onUserPool('AdminRespondToAuthChallenge'),
  // Calls without a signature.
  refresh: onUserPool(),
  revoke: onUserPool(),
};

/** The one way to test a password: through the guard (R3.2a). */
export const passwordCheck: Access = all(appClient, userPool.testPassword, guard.standing, guard.admit, guard.settle);
