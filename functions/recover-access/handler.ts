import { randomBytes } from 'node:crypto';
import { callingCodes } from '#shared/contacts/compose.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { now } from '#shared/platform/now.ts';
import { recoveryRequests } from '#shared/recovery/compose.ts';
import { pseudonyms } from '#shared/secrets/compose.ts';
import { recoverAccess } from './recover-access.ts';

export const handler = httpApi(
  recoverAccess({
    requests: recoveryRequests(),
    pseudonyms: await pseudonyms(),
    callingCodes: callingCodes(),
    newRecoveryId: () => randomBytes(16).toString('base64url'),
    now,
  }),
);
