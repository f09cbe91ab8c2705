import { lineValue, type Mailer, type MailFailure, MailNotSent, type MailTags } from '#shared/messages/mail/mail.ts';
import type { Fault, Stage } from './stage.ts';

/** A mail that the mail service has taken, with the time. */
export type TakenMail = { readonly to: string; readonly text: string; readonly tags: MailTags; readonly at: number };

type Taken = { readonly messageId: string };

const refusing = (reason: MailFailure, share: number): Fault<Taken> => ({
  name: `mail ${reason}`,
  share,
  instead: async () => {
    throw new MailNotSent(reason);
  },
});

const faults: readonly Fault<Taken>[] = [
  refusing('throttled', 0.12),
  refusing('rejected', 0.02),
  refusing('unavailable', 0.06),
  {
    name: 'mail taken, answer lost',
    share: 0.08,
    async instead(effect) {
      await effect();
      throw new MailNotSent('unavailable');
    },
  },
];

/** The mail service: refuses some mails, and gives no answer about others. `hasRoom`: whether its quota has. */
export const playMail = (
  stage: Stage,
  onTaken: (mail: TakenMail) => void,
  hasRoom: () => boolean = () => true,
): Mailer => ({
  send: (to, _language, { lines = [], action }, tags = {}) =>
    stage.call(
      `SendEmail ${tags.document === undefined ? tags.purpose : 'about a document'}`,
      async () => {
        if (!hasRoom()) throw new MailNotSent('throttled', { code: 'daily-quota' });
        stage.say(`   a mail to ${to} is taken`);
        onTaken({ to, text: [...lines.map(lineValue), action?.url ?? ''].join('\n'), tags, at: stage.now() });
        return { messageId: 'taken' };
      },
      faults,
    ),
});
