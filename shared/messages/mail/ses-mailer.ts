import { type SESClient, SESServiceException, SendEmailCommand } from '@aws-sdk/client-ses';
import { type Letterhead, mailHtml, mailText } from './layout.ts';
import { type Mailer, type MailFailure, MailNotSent } from './mail.ts';

export type SesSettings = Letterhead & {
  /** The verified address mails come from, without a display name. */
  readonly sender: string;
  /** Its event destination reports the outcome of each mail. */
  readonly configurationSet: string;
};

/** A display name for a mail header: quoted when plain ASCII, else an encoded word (RFC 2047). */
const displayName = (name: string) =>
  /^[\x20-\x7e]*$/.test(name)
    ? `"${name.replace(/[\\"]/g, '\\$&')}"`
    : `=?UTF-8?B?${Buffer.from(name).toString('base64')}?=`;

/** Errors about the portal's own account, sender or configuration set: no mail can be sent, to any address. */
const ownFault = /SendingPaused|NotVerified|ConfigurationSetDoesNotExist|AccessDenied/i;

/** SES answers MessageRejected for a refused address and for a sender that is not verified; only the message differs. */
const failureOf = (error: unknown): MailFailure => {
  if (!(error instanceof SESServiceException)) return 'unavailable';
  if (/throttl|toomanyrequests|limitexceeded/i.test(error.name)) return 'throttled';
  if (ownFault.test(error.name)) return 'blocked';
  if (error.name === 'MessageRejected')
    return /not verified|sending (has been |is )?paused/i.test(error.message) ? 'blocked' : 'rejected';
  return error.name === 'InvalidParameterValue' ? 'rejected' : 'unavailable';
};

const utf8 = (data: string) => ({ Data: data, Charset: 'UTF-8' });

/** Sends mails through SES, as text and HTML. Throws MailNotSent, which holds no words of the mail. */
export const sesMailer = (client: SESClient, settings: SesSettings): Mailer => ({
  async send(to, language, content, tags = {}) {
    try {
      const { MessageId: messageId = '' } = await client.send(
        new SendEmailCommand({
          Source: `${displayName(settings.insurerName)} <${settings.sender}>`,
          Destination: { ToAddresses: [to] },
          Message: {
            Subject: utf8(content.subject),
            Body: {
              Text: utf8(mailText(content, language, settings)),
              Html: utf8(mailHtml(content, language, settings)),
            },
          },
          ConfigurationSetName: settings.configurationSet,
          Tags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
        }),
      );
      return { messageId };
    } catch (error) {
      throw new MailNotSent(failureOf(error), { cause: error });
    }
  },
});
