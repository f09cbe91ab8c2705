import { audit, callers, corrections, identifications } from '#shared/helpdesk/compose.ts';
import { portalOrigin } from '#shared/messages/mail/compose.ts';
import { notedMailer } from '#shared/messages/mail-outcomes/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { limits } from '#shared/platform/limits/compose.ts';
import { now } from '#shared/platform/now.ts';
import { pseudonyms } from '#shared/platform/secrets/compose.ts';
import { correctEmail } from './correct-email.ts';

export const handler = httpApi(
  correctEmail({
    identifications: identifications(),
    callers: callers(),
    corrections: corrections(),
    audit: audit(),
    limits: limits(),
    mailer: notedMailer(),
    pseudonyms: await pseudonyms(),
    origin: portalOrigin(),
    now,
  }),
);
