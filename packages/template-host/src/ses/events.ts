import { randomUUID } from 'node:crypto';
import { localAccount } from '#host/aws/service.ts';
import { domainOf } from './mailbox.ts';
import { recipientsOf, type SentMail } from './outbox.ts';
import { type Fate, fateOf } from './simulator.ts';

/** The original mail inside an event (SES developer guide, "Contents of event data", mail object). */
export type MailObject = {
  readonly timestamp: string;
  readonly source: string;
  readonly sourceArn: string;
  readonly sendingAccountId: string;
  readonly messageId: string;
  readonly destination: readonly string[];
  readonly headersTruncated: boolean;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly commonHeaders: Readonly<Record<string, string | readonly string[]>>;
  readonly tags: Readonly<Record<string, readonly string[]>>;
};

/** One event as SES publishes it; times are ISO 8601 UTC. */
export type SesEvent = {
  readonly eventType: 'Send' | 'Delivery' | 'Bounce' | 'Complaint';
  readonly mail: MailObject;
} & Readonly<Record<string, unknown>>;

const reportingMTA = 'a1-1.smtp-out.amazonses.com';

/** The event that SES accepted the mail. */
export const sendEvent = (mail: SentMail, identityArn: string): SesEvent => ({
  eventType: 'Send',
  mail: mailObject(mail, identityArn),
  send: {},
});

/** The outcomes of a mail: at most one event of a kind, each with the recipients that it concerns. */
export function outcomeEvents(
  mail: SentMail,
  identityArn: string,
  timestamp: string,
  isSuppressed: (address: string) => boolean,
): SesEvent[] {
  const original = mailObject(mail, identityArn);
  const onList = recipientsOf(mail).filter(isSuppressed);
  const all = recipientsOf(mail).filter((address) => !isSuppressed(address));
  const meeting = (...fates: Fate[]) => all.filter((address) => fates.includes(fateOf(address)));
  const [reached, bounced] = [meeting('delivered', 'complained'), meeting('bounced')];
  const [suppressed, complained] = [meeting('suppressed'), meeting('complained')];
  return [
    ...(reached.length > 0 ? [deliveryEvent(original, reached, timestamp)] : []),
    ...(bounced.length > 0 ? [bounceEvent(original, bounced, timestamp)] : []),
    ...(suppressed.length > 0 ? [suppressedEvent(original, suppressed, timestamp, globalList)] : []),
    ...(onList.length > 0 ? [suppressedEvent(original, onList, timestamp, accountList)] : []),
    ...(complained.length > 0 ? [complaintEvent(original, complained, timestamp)] : []),
  ];
}

const deliveryEvent = (mail: MailObject, recipients: readonly string[], timestamp: string): SesEvent => ({
  eventType: 'Delivery',
  mail,
  delivery: {
    timestamp,
    processingTimeMillis: 1,
    recipients,
    smtpResponse: '250 2.6.0 Message received',
    reportingMTA,
  },
});

const bounceEvent = (mail: MailObject, recipients: readonly string[], timestamp: string): SesEvent => ({
  eventType: 'Bounce',
  bounce: {
    feedbackId: `${randomUUID()}-000000`,
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: recipients.map((emailAddress) => ({
      emailAddress,
      action: 'failed',
      status: '5.1.1',
      diagnosticCode: 'smtp; 550 5.1.1 user unknown',
    })),
    timestamp,
    reportingMTA: `dsn; ${reportingMTA}`,
  },
  mail,
});

/** SES's own list, and that of the account: how a bounce for each looks (SES developer guide, "Bounce types"). */
const globalList = {
  bounceSubType: 'Suppressed',
  diagnosticCode:
    'Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address.',
};
const accountList = {
  bounceSubType: 'OnAccountSuppressionList',
  diagnosticCode:
    'Amazon SES did not send the message to this address because it is on the suppression list for your account.',
};

const suppressedEvent = (
  mail: MailObject,
  recipients: readonly string[],
  timestamp: string,
  { bounceSubType, diagnosticCode }: typeof globalList,
): SesEvent => ({
  eventType: 'Bounce',
  bounce: {
    feedbackId: `${randomUUID()}-000000`,
    bounceType: 'Permanent',
    bounceSubType,
    bouncedRecipients: recipients.map((emailAddress) => ({
      ...{ emailAddress, action: 'failed', status: '5.1.1', diagnosticCode },
    })),
    timestamp,
    reportingMTA: 'dns; amazonses.com',
  },
  mail,
});

const complaintEvent = (mail: MailObject, recipients: readonly string[], timestamp: string): SesEvent => ({
  eventType: 'Complaint',
  complaint: {
    feedbackId: `${randomUUID()}-000000`,
    complaintSubType: null,
    complainedRecipients: recipients.map((emailAddress) => ({ emailAddress })),
    timestamp,
    userAgent: 'Amazon SES Mailbox Simulator',
    complaintFeedbackType: 'abuse',
    arrivalDate: timestamp,
  },
  mail,
});

function mailObject(mail: SentMail, identityArn: string): MailObject {
  const own = Object.entries(mail.tags).map(([name, value]) => [name, [value]]);
  return {
    timestamp: mail.at,
    source: mail.source,
    sourceArn: identityArn,
    sendingAccountId: localAccount,
    messageId: mail.messageId,
    destination: recipientsOf(mail),
    headersTruncated: false,
    headers: [
      { name: 'From', value: mail.source },
      { name: 'To', value: mail.to.join(', ') },
      { name: 'Subject', value: mail.subject },
      { name: 'MIME-Version', value: '1.0' },
    ],
    commonHeaders: { from: [mail.source], to: mail.to, messageId: mail.messageId, subject: mail.subject },
    tags: {
      'ses:operation': ['SendEmail'],
      ...(mail.configurationSet === undefined ? {} : { 'ses:configuration-set': [mail.configurationSet] }),
      'ses:source-ip': ['127.0.0.1'],
      'ses:from-domain': [domainOf(mail.from.address)],
      'ses:caller-identity': ['local'],
      ...Object.fromEntries(own),
    },
  };
}
