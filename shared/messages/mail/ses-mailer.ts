import { type SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import { type Letterhead, mailHtml, mailText } from './layout.ts';
import type { Mailer } from './mail.ts';
import { mailNotSent } from './ses-failure.ts';

export type SesSettings = Letterhead & {
  /** The verified sender address, without a display name. */
  readonly sender: string;
  /** Its event destination reports the outcome of each mail. */
  readonly configurationSet: string;
};

/** A display name for a mail header: quoted if it is plain ASCII, otherwise an encoded word (RFC 2047). */
const displayName = (name: string) =>
  /^[\x20-\x7e]*$/.test(name)
    ? `"${name.replace(/[\\"]/g, '\\$&')}"`
    : `=?UTF-8?B?${Buffer.from(name).toString('base64')}?=`;

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
      throw mailNotSent(error, settings.sender);
    }
  },
});
