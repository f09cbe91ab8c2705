import { unclaimedUsers } from '#shared/accounts/compose.ts';
import { credentials, inTurn } from '#shared/credentials/compose.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { persons } from '#shared/persons/compose.ts';
import { registrations } from '#shared/registration/compose.ts';
import { firstPasswordOf } from '#shared/registration/first-password.ts';
import { registry } from '#shared/registry/compose.ts';
import { pseudonyms } from '#shared/secrets/compose.ts';
import { notedSms } from '#shared/sms-outcomes/compose.ts';
import { confirmRegistration } from './confirm-registration.ts';

const users = credentials();
export const handler = httpApi(
  confirmRegistration({
    ...inTurn(),
    registry: registry(),
    persons: persons(),
    registrations: registrations(),
    credentials: users,
    unclaimed: unclaimedUsers(users),
    sms: notedSms(),
    firstPassword: firstPasswordOf(await pseudonyms()),
  }),
);
