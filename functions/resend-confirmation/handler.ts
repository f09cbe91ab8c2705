import { httpApi } from '#shared/http/http-api.ts';
import { limitOf, limits } from '#shared/limits/compose.ts';
import { helpline, mailer, portalOrigin } from '#shared/mail/compose.ts';
import { now } from '#shared/platform/now.ts';
import { registrationLinks } from '#shared/registration/compose.ts';
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
