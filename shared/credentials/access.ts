import { type AccessOf, onPortalTable, onUserPool } from '#shared/platform/access.ts';
import type { Credentials } from './credentials.ts';
import type { SessionCutoff } from './end-sessions.ts';

export const credentials: AccessOf<Credentials> = {
  setTemporaryPassword: onUserPool('AdminSetUserPassword'),
  setPassword: onUserPool('AdminSetUserPassword'),
  signOutEverywhere: onUserPool('AdminUserGlobalSignOut'),
  remove: onUserPool('AdminDeleteUser'),
};

export const sessionCutoff: AccessOf<SessionCutoff> = { set: onPortalTable('UpdateItem') };

export const challengeStanding = onPortalTable('GetItem');
