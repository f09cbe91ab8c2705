import { callingCodes, contactChanges } from '#shared/contacts/compose.ts';
import { createCode, createContactToken } from '#shared/contacts/proofs.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { limits } from '#shared/limits/compose.ts';
import { helpline, mailer, portalOrigin } from '#shared/mail/compose.ts';
import { now } from '#shared/platform/now.ts';
import { pseudonyms } from '#shared/secrets/compose.ts';
import { accounts } from '#shared/sessions/compose.ts';
import { passwordCheck } from '#shared/sign-in/compose.ts';
import { textSms } from '#shared/sms/compose.ts';
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
