import { registrationLinks } from '#shared/customers/registration/compose.ts';
import { helpline, mailer, portalOrigin } from '#shared/messages/mail/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { limitOf, limits } from '#shared/platform/limits/compose.ts';
import { now } from '#shared/platform/now.ts';
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
