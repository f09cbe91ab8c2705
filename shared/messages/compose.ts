import { dynamoMailProofs } from '#shared/messages/mail/dynamo-mail-proofs.ts';
import { readLetterhead } from '#shared/messages/mail/letterhead.ts';
import { provingMailer } from '#shared/messages/mail/mail-proof.ts';
import { sesMailer } from '#shared/messages/mail/ses-mailer.ts';
import { sesSuppressionList } from '#shared/messages/mail/ses-suppression-list.ts';
import { dynamoMailLog } from '#shared/messages/mail-outcomes/dynamo-mail-log.ts';
import { dynamoNotices } from '#shared/messages/notices/dynamo-notices.ts';
import { smsCanary, smsMessages, smsTexts } from '#shared/messages/sms/sms-messages.ts';
import { dynamoSmsHealth, readCanaries } from '#shared/messages/sms-outcomes/dynamo-sms-health.ts';
import { dynamoSmsLog } from '#shared/messages/sms-outcomes/dynamo-sms-log.ts';
import { ses } from '#shared/platform/clients/ses-client.ts';
import { sesLists } from '#shared/platform/clients/ses-list-client.ts';
import { smsService } from '#shared/platform/clients/sms-client.ts';
import { evidenceYears } from '#shared/platform/compose.ts';
import { now, readVariable } from '#shared/platform/environment.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { followedMailer, followedSms } from './followed-messages.ts';

// Makes the adapters of this area for the handlers. Each reads its variables when it is called, so a function needs only the
// variables of the adapters that it uses (access.ts).

const portal = () => readVariable('PORTAL_TABLE');

const letterhead = () => readLetterhead(readVariable('LETTERHEAD'), portalOrigin());

/** Sends mails. `attempts` is 1 if a retry could send a second mail and a later run retries. */
export const mailer = (attempts = 3) =>
  sesMailer(ses(attempts), {
    sender: readVariable('MAIL_SENDER'),
    configurationSet: readVariable('MAIL_CONFIGURATION_SET'),
    ...letterhead(),
  });

/** Sends mails about documents and accounts, and keeps what proves each. `attempts` as in `mailer`. */
export const provedMailer = (attempts = 3) =>
  provingMailer(mailer(attempts), {
    proofs: dynamoMailProofs(dynamo(), portal(), evidenceYears()),
    letterhead: letterhead(),
    now,
  });

export const suppressionList = () => sesSuppressionList(sesLists());

/** The portal's origin: `https://…`. */
export const portalOrigin = () => readVariable('PORTAL_ORIGIN');

/** The dependencies of a behaviour that mails: the mailer, and the origin of the mails' links. `attempts` as in `mailer`. */
export const mailing = (attempts?: number) => ({ mailer: mailer(attempts), origin: portalOrigin() });

/** `mailing` with `provedMailer`. */
export const provedMailing = (attempts?: number) => ({ mailer: provedMailer(attempts), origin: portalOrigin() });

/** The helpline's number. */
export const helpline = () => readVariable('HELPLINE');

/** The sender of SMS, and the insurer's short name in them. */
export const smsSettings = () => ({
  originationIdentity: readVariable('SMS_ORIGINATION_IDENTITY'),
  configurationSet: readVariable('SMS_CONFIGURATION_SET'),
  name: readVariable('SMS_NAME'),
});

export const passwordSms = () => smsMessages(smsService(3), smsSettings());

/** Sends texts. `attempts` is 1 if a retry could send a second text. */
export const textSms = (attempts = 3) => smsTexts(smsService(attempts), smsSettings());

export const mailLog = () => dynamoMailLog(dynamo(), portal());

/** Sends mails, keeps what proves them, and records those to an account for the helpdesk (R10.2). `attempts` as in `mailer`. */
export const notedMailer = (attempts = 3) => followedMailer(provedMailer(attempts), mailLog(), now);

/** `mailing` with `notedMailer`. */
export const notedMailing = (attempts?: number) => ({ mailer: notedMailer(attempts), origin: portalOrigin() });

/** `mailing` whose mails the helpdesk sees, without keeping what proves them: of a short code the hash would be no secret. */
export const loggedMailing = (attempts?: number) => ({
  mailer: followedMailer(mailer(attempts), mailLog(), now),
  origin: portalOrigin(),
});

export const smsLog = () => dynamoSmsLog(dynamo(), portal());
export const smsHealth = () => dynamoSmsHealth(dynamo(), portal());
export const lastCanaries = () => {
  const table = portal();
  return (now: Date) => readCanaries(dynamo(), table, now);
};
export const sendCanary = () => smsCanary(smsService(3), smsSettings(), readVariable('SMS_CANARY_NUMBER'));

/** Sends password SMS, and records each attempt for the helpdesk (R10.2). */
export const notedSms = () => followedSms(passwordSms(), smsLog(), now);

export const notices = () => dynamoNotices(dynamo(), portal());
