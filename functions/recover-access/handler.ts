import { randomBytes } from 'node:crypto';
import { callingCodes } from '#shared/customers/contacts/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { now } from '#shared/platform/now.ts';
import { pseudonyms } from '#shared/platform/secrets/compose.ts';
import { recoveryRequests } from '#shared/sign-in/recovery/compose.ts';
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
