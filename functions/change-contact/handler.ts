import { contactChanges, mobiles } from '#shared/customers/compose.ts';
import { createCode, createContactToken } from '#shared/customers/contacts/contact-change.ts';
import { helpline, mailing, textSms } from '#shared/messages/compose.ts';
import { limitNames, limits, now, pseudonyms } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts, passwordCheck } from '#shared/sign-in/compose.ts';
import { changeContact } from './change-contact.ts';

const start = Promise.all([passwordCheck(), pseudonyms(), limitNames(), mobiles()]);
const [check, secrets, { limitName }, readMobile] = await start;
const proving = { newToken: createContactToken, newCode: createCode, sms: textSms(), ...mailing() };
const needs = { ...check, ...proving, accounts: accounts(), changes: contactChanges(), limits: limits(), now };
export const handler = httpApi(
  changeContact({ ...needs, pseudonyms: secrets, limitName, readMobile, helpline: helpline() }),
);
