import { type MailContent, type Mailer, type MailFailure, MailNotSent } from '#shared/messages/mail/mail.ts';

/** A mailer that keeps what it sent; `fail` makes the next mails fail. */
export function aMailer() {
  const sent: { to: string; purpose: string | undefined; content: MailContent }[] = [];
  const failures: MailFailure[] = [];
  const mailer: Mailer = {
    async send(to, _language, content, tags) {
      const failure = failures.shift();
      if (failure) throw new MailNotSent(failure);
      sent.push({ to, purpose: tags?.purpose, content });
      return { messageId: `mail-${sent.length}` };
    },
  };
  return { mailer, sent, fail: (...reasons: MailFailure[]) => void failures.push(...reasons) };
}
