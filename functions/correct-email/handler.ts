import { audit, callers, corrections, identifications } from '#shared/helpdesk/compose.ts';
import { notedMailer, portalOrigin } from '#shared/messages/compose.ts';
import { limits, now, pseudonyms } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
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
