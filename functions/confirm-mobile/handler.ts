import { contactChanges } from '#shared/contacts/compose.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { portalOrigin } from '#shared/mail/compose.ts';
import { notedMailer } from '#shared/mail-outcomes/compose.ts';
import { notices } from '#shared/notices/compose.ts';
import { now } from '#shared/platform/now.ts';
import { pseudonyms } from '#shared/secrets/compose.ts';
import { accounts } from '#shared/sessions/compose.ts';
import { textSms } from '#shared/sms/compose.ts';
import { confirmMobile } from './confirm-mobile.ts';

export const handler = httpApi(
  confirmMobile({
    accounts: accounts(),
    changes: contactChanges(),
    pseudonyms: await pseudonyms(),
    notices: notices(),
    // One attempt: a repeated send is a second message. What was not taken waits for send-notices.
    mailer: notedMailer(1),
    sms: textSms(1),
    origin: portalOrigin(),
    now,
  }),
);
