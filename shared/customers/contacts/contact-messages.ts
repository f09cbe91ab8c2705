import type { Language } from '#shared/contract/fields.ts';
import { rules } from '#shared/contract/rules.ts';
import type { MailContent } from '#shared/messages/mail/mail.ts';
import { firstThatFits } from '#shared/messages/sms/sms.ts';
import type { ContactKind } from './contact-change.ts';

/** The mail to a new address, with its single-use link (R11.2). The token follows `#`, so no server sees it. */
export function confirmEmailMail(language: Language, origin: string, token: string): MailContent {
  const url = `${origin}/confirm-contact#token=${token}`;
  return language === 'hu'
    ? {
        subject: 'Erősítse meg új e-mail-címét az ügyfélportálon',
        paragraphs: [
          'Tisztelt Ügyfelünk!',
          'Az ügyfélportálon ezt az e-mail-címet adták meg új címként. Ha Ön volt az, az alábbi gombbal erősítheti meg; addig értesítéseinket a jelenlegi címre küldjük.',
        ],
        action: { label: 'Új e-mail-cím megerősítése', url, code: token },
        closing: [
          `A hivatkozás ${rules.linkHours} óráig érvényes, és egyszer használható.`,
          'Ha nem Ön adta meg, nincs teendője: megerősítés nélkül nem változik semmi.',
        ],
      }
    : {
        subject: 'Confirm your new e-mail address in the customer portal',
        paragraphs: [
          'Dear Customer,',
          'This e-mail address was given as a new one in the customer portal. If it was you, confirm it below; until then our notices go to the current address.',
        ],
        action: { label: 'Confirm the new e-mail address', url, code: token },
        closing: [
          `The link is valid for ${rules.linkHours} hours and can be used once.`,
          'If it was not you, there is nothing to do: without confirmation nothing changes.',
        ],
      };
}

const hungarian: Readonly<Record<ContactKind, readonly [nominative: string, accusative: string]>> = {
  email: ['e-mail-cím', 'e-mail-címet'],
  mobile: ['mobilszám', 'mobilszámot'],
};
const english: Readonly<Record<ContactKind, string>> = { email: 'e-mail address', mobile: 'mobile number' };

/**
 * The mail that reports a change: of the address, to the old one; of the number, to the current address. It names neither the old
 * nor the new contact.
 */
export function contactChangedMail(language: Language, kind: ContactKind, origin: string): MailContent {
  const url = `${origin}/`;
  return language === 'hu'
    ? {
        subject: `Megváltozott az ügyfélportálhoz tartozó ${hungarian[kind][0]}`,
        paragraphs: [
          'Tisztelt Ügyfelünk!',
          `Az ügyfélportálon az imént új ${hungarian[kind][1]} adtak meg az Ön fiókjához, és meg is erősítették.`,
          kind === 'email' ? 'Értesítéseinket ezután az új címre küldjük, erre a címre már nem.' : '',
          'Ha Ön módosította, nincs más teendője. Ha nem Ön volt az, kérjük, azonnal hívjon minket.',
        ].filter(Boolean),
        action: { label: 'Az ügyfélportál megnyitása', url },
      }
    : {
        subject: `The ${english[kind]} of your customer portal account has changed`,
        paragraphs: [
          'Dear Customer,',
          `A new ${english[kind]} has just been set for your account in the customer portal, and it has been confirmed.`,
          kind === 'email' ? 'From now on our notices go to the new address, and no longer to this one.' : '',
          'If it was you, there is nothing else to do. If it was not you, please call us at once.',
        ].filter(Boolean),
        action: { label: 'Open the customer portal', url },
      };
}

/**
 * The SMS with the code that confirms a new number; the sender adds the insurer's name in front. Its last line lets browsers fill
 * in the code, but only on the portal's pages (origin-bound one-time codes, https://wicg.github.io/sms-one-time-codes/). If a
 * long domain makes the text too long for one SMS, the warning is left out, then that line.
 */
export function mobileCodeText(language: Language, origin: string, code: string): string {
  const line = `\n\n@${new URL(origin).hostname} #${code}`;
  const [words, warning] =
    language === 'hu'
      ? [`az uj mobilszam megerosito kodja: ${code}, ${rules.codeMinutes} percig ervenyes.`, ' Ne adja meg senkinek!']
      : [`code for your new mobile number: ${code}, valid for ${rules.codeMinutes} minutes.`, ' Never share it.'];
  return firstThatFits([words + warning + line, words + line, words + warning]);
}

/** The SMS that reports the change to the old number. */
export const mobileChangedText = (language: Language): string =>
  language === 'hu'
    ? 'ugyfelportal-fiokjaban megvaltozott a mobilszam. Ha nem On kerte, kerjuk, azonnal hivjon minket.'
    : 'the mobile number of your customer portal account has changed. If it was not you, please call us at once.';
