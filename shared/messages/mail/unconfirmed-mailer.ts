import { rules } from '#shared/contract/rules.ts';
import type { LimitName } from '#shared/platform/limits/limit-names.ts';
import { type Limited, type Limits, takeAll } from '#shared/platform/limits/limits.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { log } from '#shared/platform/runtime/log.ts';
import { type Mailer, MailNotSent } from './mail.ts';

/** Mails to one address within `mailWindow`, whoever names it (R2.3a). */
export const { mailsPerAddress } = rules;
/** How many of them one person may cause: a stranger who names an address leaves a mail for whom it belongs to. */
export const mailsByPerson = 2;
/** In seconds. */
export const mailWindow = 60 * 60;

export type UnconfirmedMailNeeds = {
  readonly mailer: Mailer;
  readonly limits: Limits;
  readonly limitName: LimitName;
  readonly now: () => Date;
};

/**
 * Sends mails to addresses that nobody has confirmed, at most `mailsPerAddress` an hour to each. A mail beyond that is withheld:
 * the caller learns nothing of it, since the answer would show what others asked for (R4.2), and gets an empty id. `by`: the
 * customerId of whoever causes the mails; undefined for a mail that nobody asked for.
 */
export const unconfirmedMailer = (
  { mailer, limits, limitName, now }: UnconfirmedMailNeeds,
  by: string | undefined,
): Mailer => ({
  async send(to, language, content, tags) {
    const address = to.toLowerCase();
    const ofPerson = (person: string): Limited => ({
      kind: 'MAILS-BY-PERSON',
      who: limitName('mails-by-person', address, person),
      max: mailsByPerson,
      window: mailWindow,
    });
    const ofAll = {
      kind: 'MAILS-TO-ADDRESS',
      who: limitName('mails-to-address', address),
      max: mailsPerAddress,
      window: mailWindow,
    };
    const counted = [...(by === undefined ? [] : [ofPerson(by)]), ofAll];
    const attempts = await takeAll(limits, counted, now()).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'too-many-requests') return undefined;
      throw error;
    });
    if (!attempts) {
      log.info('mail-withheld', tags?.purpose === undefined ? {} : { purpose: tags.purpose });
      return { messageId: '' };
    }
    try {
      return await mailer.send(to, language, content, tags);
    } catch (error) {
      // An unknown outcome counts: the mail may be on its way.
      if (error instanceof MailNotSent && error.reason !== 'unavailable')
        await Promise.allSettled(attempts.map((attempt) => limits.giveBack(attempt)));
      throw error;
    }
  },
});
