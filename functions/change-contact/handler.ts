import { callingCodes, contactChanges } from '#shared/customers/contacts/compose.ts';
import { createCode, createContactToken } from '#shared/customers/contacts/proofs.ts';
import { helpline, mailer, portalOrigin } from '#shared/messages/mail/compose.ts';
import { textSms } from '#shared/messages/sms/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { limits } from '#shared/platform/limits/compose.ts';
import { now } from '#shared/platform/now.ts';
import { pseudonyms } from '#shared/platform/secrets/compose.ts';
import { passwordCheck } from '#shared/sign-in/compose.ts';
import { accounts } from '#shared/sign-in/sessions/compose.ts';
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
