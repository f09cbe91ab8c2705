import { ses } from '#shared/platform/clients/ses-client.ts';
import { readVariable } from '#shared/platform/environment.ts';
import { sesMailer } from './ses-mailer.ts';

/** Sends mails; `attempts` is 1 where a repeated send would be a second mail, and what was not taken is sent again later. */
export const mailer = (attempts = 3) =>
  sesMailer(ses(attempts), {
    sender: readVariable('MAIL_SENDER'),
    configurationSet: readVariable('MAIL_CONFIGURATION_SET'),
    insurerName: readVariable('INSURER_NAME'),
    helpline: { hu: readVariable('HELPLINE_HU'), en: readVariable('HELPLINE_EN') },
  });

/** Where customers reach the portal. */
export const portalOrigin = () => readVariable('PORTAL_ORIGIN');

/** The helpline's number. */
export const helpline = () => readVariable('HELPLINE');
