import type { Language } from '#shared/contract/fields.ts';
import { type MailContent, type Mailer, type MailFailure, MailNotSent } from '#shared/messages/mail/mail.ts';

/** A mailer that keeps what it sent; `fail` makes the next mails fail. */
export function aMailer() {
  const sent: { to: string; language: Language; purpose: string | undefined; content: MailContent }[] = [];
  const failures: MailFailure[] = [];
  const mailer: Mailer = {
    async send(to, language, content, tags) {
      const failure = failures.shift();
      if (failure) throw new MailNotSent(failure);
      sent.push({ to, language, purpose: tags?.purpose, content });
      return { messageId: `mail-${sent.length}` };
    },
  };
  return { mailer, sent, fail: (...reasons: MailFailure[]) => void failures.push(...reasons) };
}
