import { contactChanges } from '#shared/customers/contacts/compose.ts';
import { portalOrigin } from '#shared/messages/mail/compose.ts';
import { notedMailer } from '#shared/messages/mail-outcomes/compose.ts';
import { notices } from '#shared/messages/notices/compose.ts';
import { textSms } from '#shared/messages/sms/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { now } from '#shared/platform/now.ts';
import { pseudonyms } from '#shared/platform/secrets/compose.ts';
import { accounts } from '#shared/sign-in/sessions/compose.ts';
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
