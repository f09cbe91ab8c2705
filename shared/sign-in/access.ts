import { type Access, type AccessOf, all, onPortalTable, onUserPool, settings } from '#shared/platform/access.ts';
import type { Credentials } from './credentials/credentials.ts';
import type { SessionCutoff } from './credentials/end-sessions.ts';
import type { TurnStore } from './credentials/in-password-turn.ts';
import type { Guard } from './guard/guard.ts';
import type { NewBrowsers } from './lanes/dynamo-new-browsers.ts';
import type { Passkeys, Proofs } from './passkeys/passkey.ts';
import type { UserPool } from './pool/user-pool.ts';
import type { Recoveries } from './recovery/recoveries.ts';
import type { SecondSteps } from './second-step/second-steps.ts';
import type { SignInCodes } from './second-step/sign-in-codes.ts';
import type { Accounts, FirstPassword } from './sessions/accounts.ts';
import type { EndedSessions } from './sessions/ended-sessions.ts';

const changeGuard = onPortalTable('GetItem', 'PutItem');
export const guard: AccessOf<Guard> = {
  // A device's attempts that ended without an outcome are written down by whoever looks next.
  standing: changeGuard,
  standings: onPortalTable('Query'),
  admit: changeGuard,
  settle: changeGuard,
  clear: all(changeGuard, onPortalTable('Query')),
};

/** The app client; its secret is read once, at init. */
export const appClient: Access = {
  variables: ['USER_POOL_ID', 'USER_POOL_CLIENT_ID', 'POOL_CLIENT_SECRET_ARN'],
  grants: [{ on: 'pool-client-secret', actions: ['secretsmanager:GetSecretValue'] }],
};

/** How long a session lasts. */
export const sessionLength: Access = settings('REFRESH_TOKEN_SECONDS');

export const userPool: AccessOf<UserPool> = {
  testPassword: onUserPool('AdminInitiateAuth'),
  choosePassword: onUserPool('AdminRespondToAuthChallenge'),
  // Unsigned calls, which need no permission.
  refresh: onUserPool(),
  revoke: onUserPool(),
};

/** The pool's sign-in without a password, for whom a passkey or a code has proved. */
export const provedSignIn = onUserPool('AdminInitiateAuth', 'AdminRespondToAuthChallenge');

/** A change of passkeys also writes a notice, and requires the session. The audit's entry is the helpdesk's access. */
const changePasskeys = onPortalTable('PutItem', 'ConditionCheckItem');
export const passkeys: AccessOf<Passkeys> = {
  list: onPortalTable('Query'),
  add: changePasskeys,
  rename: onPortalTable('UpdateItem'),
  remove: all(changePasskeys, onPortalTable('DeleteItem')),
  find: onPortalTable('BatchGetItem'),
  use: onPortalTable('PutItem', 'UpdateItem', 'ConditionCheckItem'),
};

/** What passkeys and codes prove, as the pool's triggers read it. */
export const proofs: AccessOf<Proofs> = { isOpen: onPortalTable('GetItem'), take: onPortalTable('UpdateItem') };

/** The only way to test a password: through the guard (R3.2a). */
export const passwordCheck: Access = all(
  ...[appClient, userPool.testPassword, guard.standing, guard.admit, guard.settle],
  // The notice of a lock (R3.5).
  onPortalTable('PutItem'),
);

/** Each call reads the user by username first and goes on only if it belongs to the account. */
export const credentials: AccessOf<Credentials> = {
  create: onUserPool('AdminCreateUser', 'AdminGetUser'),
  setTemporaryPassword: onUserPool('AdminGetUser', 'AdminSetUserPassword', 'AdminCreateUser'),
  setPassword: onUserPool('AdminGetUser', 'AdminSetUserPassword'),
  signOutEverywhere: onUserPool('AdminGetUser', 'AdminUserGlobalSignOut'),
  remove: onUserPool('AdminGetUser', 'AdminDeleteUser'),
};

export const passwordTurns: AccessOf<TurnStore> = {
  take: onPortalTable('GetItem', 'PutItem', 'ConditionCheckItem'),
  release: onPortalTable('UpdateItem'),
  isTaken: onPortalTable('GetItem'),
};

export const sessionCutoff: AccessOf<SessionCutoff> = { set: onPortalTable('UpdateItem') };

export const challengeStanding = onPortalTable('GetItem');

/** Which lane somebody who signs in may use (R3.2b). */
export const signInLane = onPortalTable('GetItem');

const changeRecovery = onPortalTable('GetItem', 'PutItem', 'ConditionCheckItem');
export const recoveries: AccessOf<Recoveries> = {
  find: onPortalTable('GetItem'),
  admit: changeRecovery,
  openLink: onPortalTable('UpdateItem'),
  mark: changeRecovery,
  markTaken: changeRecovery,
};

/** Queues a recovery. */
export const recoveryRequests: Access = {
  variables: ['RECOVERY_QUEUE_URL'],
  grants: [{ on: 'recovery-queue', actions: ['sqs:SendMessage'] }],
};

export const accounts: AccessOf<Accounts> = { live: onPortalTable('GetItem') };

export const endedSessions: AccessOf<EndedSessions> = {
  signOut: onPortalTable('GetItem', 'UpdateItem'),
  // One transaction with the notice.
  endFamily: onPortalTable('UpdateItem', 'PutItem'),
};

export const newBrowsers: AccessOf<NewBrowsers> = { note: onPortalTable('UpdateItem', 'PutItem') };

/** Reads what an account says of a sign-in whose password was right. */
export const signInStanding = onPortalTable('GetItem');

export const signInCodes: AccessOf<SignInCodes> = {
  holderOf: onPortalTable('GetItem'),
  keep: onPortalTable('UpdateItem'),
  takeTry: onPortalTable('UpdateItem'),
  use: onPortalTable('ConditionCheckItem', 'UpdateItem', 'PutItem'),
};

/** A change writes a notice, too; a recovery opens a link. The audit's entry is the helpdesk's access. */
export const secondSteps: AccessOf<SecondSteps> = {
  choose: onPortalTable('UpdateItem', 'PutItem'),
  beginEnd: onPortalTable('GetItem', 'UpdateItem', 'PutItem'),
  keep: onPortalTable('GetItem', 'UpdateItem'),
};

export const firstPassword: AccessOf<FirstPassword> = {
  endRegistration: onPortalTable('GetItem', 'UpdateItem', 'DeleteItem'),
};
