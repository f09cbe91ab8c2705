import { contactChanges } from '#shared/customers/compose.ts';
import { notedMailer, notices, portalOrigin } from '#shared/messages/compose.ts';
import { now, pseudonyms } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
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
