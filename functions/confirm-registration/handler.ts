import { policyHolders, registrations, unclaimedUsers } from '#shared/customers/compose.ts';
import { firstPasswordOf } from '#shared/customers/registration/tokens.ts';
import { notedSms } from '#shared/messages/compose.ts';
import { pseudonyms } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { credentials, inTurn } from '#shared/sign-in/compose.ts';
import { confirmRegistration } from './confirm-registration.ts';

const users = credentials();
const pool = { ...inTurn(), credentials: users, unclaimed: unclaimedUsers(users) };
const needs = { ...pool, ...policyHolders(), registrations: registrations(), sms: notedSms() };
const secrets = await pseudonyms();
export const handler = httpApi(
  confirmRegistration({ ...needs, pseudonyms: secrets, firstPassword: firstPasswordOf(secrets) }),
);
