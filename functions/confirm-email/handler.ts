import { contactChanges } from '#shared/contacts/compose.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { portalOrigin } from '#shared/mail/compose.ts';
import { notedMailer } from '#shared/mail-outcomes/compose.ts';
import { notices } from '#shared/notices/compose.ts';
import { now } from '#shared/platform/now.ts';
import { pseudonyms } from '#shared/secrets/compose.ts';
import { confirmEmail } from './confirm-email.ts';

export const handler = httpApi(
  confirmEmail({
    changes: contactChanges(),
    pseudonyms: await pseudonyms(),
    notices: notices(),
    // One attempt: a repeated send is a second message. What was not taken waits for send-notices.
    mailer: notedMailer(1),
    origin: portalOrigin(),
    now,
  }),
);
