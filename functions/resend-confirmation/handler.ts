import { registrationLinks } from '#shared/customers/compose.ts';
import { helpline, mailer, portalOrigin } from '#shared/messages/compose.ts';
import { limitOf, limits, now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { resendConfirmation } from './resend-confirmation.ts';

export const handler = httpApi(
  resendConfirmation({
    registrations: registrationLinks(),
    limits: limits(),
    mailer: mailer(),
    origin: portalOrigin(),
    helpline: helpline(),
    mailsPerRegistration: limitOf('CONFIRMATION_MAILS_PER_REGISTRATION'),
    now,
  }),
);
