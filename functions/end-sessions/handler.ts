import { now, pause } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts, credentials, sessionCutoff } from '#shared/sign-in/compose.ts';
import { endSessions } from './end-sessions.ts';

export const handler = httpApi(
  endSessions({ accounts: accounts(), credentials: credentials(), cutoff: sessionCutoff(), now, pause }),
);
