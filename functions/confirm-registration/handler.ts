import { unclaimedUsers } from '#shared/customers/accounts/compose.ts';
import { persons } from '#shared/customers/persons/compose.ts';
import { registrations } from '#shared/customers/registration/compose.ts';
import { firstPasswordOf } from '#shared/customers/registration/first-password.ts';
import { registry } from '#shared/insurer/registry/compose.ts';
import { notedSms } from '#shared/messages/sms-outcomes/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { pseudonyms } from '#shared/platform/secrets/compose.ts';
import { credentials, inTurn } from '#shared/sign-in/credentials/compose.ts';
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
