import { randomBytes } from 'node:crypto';
import { mobiles } from '#shared/customers/compose.ts';
import { now, pseudonyms } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { recoveryRequests } from '#shared/sign-in/compose.ts';
import { recoverAccess } from './recover-access.ts';

export const handler = httpApi(
  recoverAccess({
    requests: recoveryRequests(),
    pseudonyms: await pseudonyms(),
    readMobile: await mobiles(),
    newRecoveryId: () => randomBytes(16).toString('base64url'),
    now,
  }),
);
