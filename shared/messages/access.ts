import type { Mailer } from '#shared/messages/mail/mail.ts';
import type { SuppressionList } from '#shared/messages/mail/suppression-list.ts';
import type { MailLog } from '#shared/messages/mail-outcomes/mail-log.ts';
import type { Notices } from '#shared/messages/notices/notice.ts';
import type { SmsLog } from '#shared/messages/sms-outcomes/sms-log.ts';
import { type Access, type AccessOf, all, evidenceYears, onPortalTable, settings } from '#shared/platform/access.ts';

/** Mails, only from the portal's address and with its configuration set. */
export const mailer: AccessOf<Mailer> = {
  send: {
    variables: ['MAIL_SENDER', 'MAIL_CONFIGURATION_SET', 'INSURER_NAME', 'HELPLINE_HU', 'HELPLINE_EN'],
    grants: [{ on: 'mail', actions: ['ses:SendEmail'] }],
  },
};

/** The mailer that also keeps what proves a mail about a document or an account. */
export const provedMailer: AccessOf<Mailer> = {
  send: all(mailer.send, onPortalTable('PutItem'), evidenceYears),
};

/** The quota of the whole account, for which IAM has no resource. */
export const mailQuota: Access = { variables: [], grants: [{ on: 'mail-account', actions: ['ses:GetSendQuota'] }] };

/** The suppression list of the whole account; IAM has no resource for its addresses, either. */
export const suppressionList: AccessOf<SuppressionList> = {
  find: { variables: [], grants: [{ on: 'mail-account', actions: ['ses:GetSuppressedDestination'] }] },
  remove: { variables: [], grants: [{ on: 'mail-account', actions: ['ses:DeleteSuppressedDestination'] }] },
};

export const portalOrigin = settings('PORTAL_ORIGIN');
export const helpline = settings('HELPLINE');

export const mailLog: AccessOf<MailLog> = {
  noteSent: onPortalTable('UpdateItem'),
  noteOutcome: onPortalTable('UpdateItem', 'ConditionCheckItem'),
};

export const notices: AccessOf<Notices> = {
  read: onPortalTable('Query'),
  lease: onPortalTable('UpdateItem'),
  release: onPortalTable('UpdateItem'),
  remove: onPortalTable('DeleteItem'),
  takeLockMail: onPortalTable('UpdateItem'),
  recipientOf: onPortalTable('GetItem'),
};

/** SMS, only from the portal's number and with its configuration set. */
export const sms: Access = {
  variables: ['SMS_ORIGINATION_IDENTITY', 'SMS_CONFIGURATION_SET', 'SMS_NAME'],
  grants: [{ on: 'sms', actions: ['sms-voice:SendTextMessage'] }],
};

export const smsLog: AccessOf<SmsLog> = {
  noteSending: onPortalTable('UpdateItem'),
  noteReceipt: onPortalTable('GetItem', 'UpdateItem', 'ConditionCheckItem'),
};

export const smsHealth = onPortalTable('GetItem', 'Query');
export const lastCanaries = onPortalTable('Query');
export const sendCanary = all(sms, settings('SMS_CANARY_NUMBER'));
