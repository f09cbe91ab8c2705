import { callingCodes, contactChanges } from '#shared/customers/compose.ts';
import { createCode, createContactToken } from '#shared/customers/contacts/proofs.ts';
import { helpline, mailer, portalOrigin, textSms } from '#shared/messages/compose.ts';
import { limits, now, pseudonyms } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts, passwordCheck } from '#shared/sign-in/compose.ts';
import { changeContact } from './change-contact.ts';

const [check, secrets] = await Promise.all([passwordCheck(), pseudonyms()]);
export const handler = httpApi(
  changeContact({
    ...check,
    accounts: accounts(),
    changes: contactChanges(),
    limits: limits(),
    pseudonyms: secrets,
    callingCodes: callingCodes(),
    mailer: mailer(),
    sms: textSms(),
    newToken: createContactToken,
    newCode: createCode,
    origin: portalOrigin(),
    helpline: helpline(),
    now,
  }),
);
