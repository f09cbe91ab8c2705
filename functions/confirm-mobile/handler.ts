import { contactChanges } from '#shared/customers/compose.ts';
import { notedMailing, notices, textSms } from '#shared/messages/compose.ts';
import { now, pseudonyms } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts } from '#shared/sign-in/compose.ts';
import { confirmMobile } from './confirm-mobile.ts';

// One attempt, because a retry could send a second message; send-notices sends what was not taken.
const needs = { ...notedMailing(1), sms: textSms(1), notices: notices(), changes: contactChanges(), now };
export const handler = httpApi(confirmMobile({ ...needs, accounts: accounts(), pseudonyms: await pseudonyms() }));
