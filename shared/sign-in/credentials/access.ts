import { type AccessOf, onPortalTable, onUserPool } from '#shared/platform/access.ts';
import type { Credentials } from './credentials.ts';
import type { SessionCutoff } from './end-sessions.ts';
import type { TurnStore } from './in-password-turn.ts';

/** A user is found by the name, and taken only for the account that it names: each looks first. */
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
