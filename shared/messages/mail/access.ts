import { type AccessOf, settings } from '#shared/platform/access.ts';
import type { Mailer } from './mail.ts';

/** Mails from the portal's address only, followed by its configuration set. */
export const mailer: AccessOf<Mailer> = {
  send: {
    variables: ['MAIL_SENDER', 'MAIL_CONFIGURATION_SET', 'INSURER_NAME', 'HELPLINE_HU', 'HELPLINE_EN'],
    grants: [{ on: 'mail', actions: ['ses:SendEmail'] }],
  },
};

export const portalOrigin = settings('PORTAL_ORIGIN');
export const helpline = settings('HELPLINE');
