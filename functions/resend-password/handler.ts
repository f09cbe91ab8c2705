import { setTimeout as pause } from 'node:timers/promises';
import { generatePassword } from '#shared/accounts/generated-password.ts';
import { credentials, sessionCutoff } from '#shared/credentials/compose.ts';
import { audit, callers, identifications } from '#shared/helpdesk/compose.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { limitOf, limits } from '#shared/limits/compose.ts';
import { now } from '#shared/platform/now.ts';
import { registrationLinks } from '#shared/registration/compose.ts';
import { notedSms } from '#shared/sms-outcomes/compose.ts';
import { resendPassword } from './resend-password.ts';

export const handler = httpApi(
  resendPassword({
    identifications: identifications(),
    callers: callers(),
    audit: audit(),
    limits: limits(),
    credentials: credentials(),
    cutoff: sessionCutoff(),
    registrations: registrationLinks(),
    sms: notedSms(),
    newPassword: () => generatePassword(),
    passwordsPerPerson: limitOf('HELPDESK_PASSWORDS_PER_PERSON'),
    pause,
    now,
  }),
);
