import { callingCodes } from '#shared/customers/contacts/compose.ts';
import { audit, callers, corrections, identifications } from '#shared/helpdesk/compose.ts';
import { portalOrigin } from '#shared/messages/mail/compose.ts';
import { notedMailer } from '#shared/messages/mail-outcomes/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { limits } from '#shared/platform/limits/compose.ts';
import { now } from '#shared/platform/now.ts';
import { pseudonyms } from '#shared/platform/secrets/compose.ts';
import { compareMobile } from './compare-mobile.ts';

export const handler = httpApi(
  compareMobile({
    identifications: identifications(),
    callers: callers(),
    corrections: corrections(),
    audit: audit(),
    limits: limits(),
    mailer: notedMailer(),
    pseudonyms: await pseudonyms(),
    origin: portalOrigin(),
    callingCodes: callingCodes(),
    now,
  }),
);
