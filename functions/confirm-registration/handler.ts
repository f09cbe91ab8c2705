import { persons, registrations, unclaimedUsers } from '#shared/customers/compose.ts';
import { firstPasswordOf } from '#shared/customers/registration/first-password.ts';
import { registry } from '#shared/insurer/compose.ts';
import { notedSms } from '#shared/messages/compose.ts';
import { pseudonyms } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { credentials, inTurn } from '#shared/sign-in/compose.ts';
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
