import type { Language } from '#shared/contract/fields.ts';
import { rules } from '#shared/contract/rules.ts';
import { budapestTime } from '#shared/messages/mail/budapest-time.ts';
import type { MailContent } from '#shared/messages/mail/mail.ts';
import { allowedRecoveries, period } from './recoveries.ts';

const periodHours = period / 3_600_000;

type Recovered = {
  readonly username: string;
  readonly password: string;
  readonly token: string;
  readonly origin: string;
};
type Texts = (recovered: Omit<Recovered, 'token' | 'origin'> & { readonly url: string }) => MailContent;

const texts: Readonly<Record<Language, Texts>> = {
  hu: ({ username, password, url }) => ({
    subject: 'Belépési adatai az ügyfélportálhoz',
    paragraphs: [
      'Tisztelt Ügyfelünk!',
      'Az ügyfélportálon új jelszót kértek ehhez az e-mail-címhez és a hozzá tartozó mobilszámhoz. Elkészítettük az ideiglenes jelszavát; a korábbi jelszó már nem érvényes. Ha a belépés zárolva volt, feloldottuk, és minden eszközön kijelentkeztettük.',
    ],
    lines: [
      { label: 'Felhasználóneve:', value: username },
      { label: 'Ideiglenes jelszava:', value: password },
    ],
    action: { label: 'Belépés az ügyfélportálra', url },
    closing: [
      `Az ideiglenes jelszó ${rules.passwordHours} óráig érvényes, és egyszer használható: belépéskor saját jelszót kell megadnia.`,
      'Kérjük, a fenti gombbal lépjen be: így akkor is beléphet, ha közben mások hibás jelszavakkal próbálkoznak az Ön felhasználónevével.',
      'Ha nem Ön kérte, akkor is ezzel a jelszóval léphet be, és adhat meg új jelszót; más nem kapta meg. Ha ez megismétlődik, kérjük, hívjon minket.',
    ],
  }),
  en: ({ username, password, url }) => ({
    subject: 'Your sign-in details for the customer portal',
    paragraphs: [
      'Dear Customer,',
      'Somebody asked in the customer portal for a new password for this e-mail address and the mobile number that goes with it. We have made a temporary password for you; the earlier one no longer works. If sign-in was locked, the lock is lifted, and you have been signed out on every device.',
    ],
    lines: [
      { label: 'Your username:', value: username },
      { label: 'Your temporary password:', value: password },
    ],
    action: { label: 'Sign in to the customer portal', url },
    closing: [
      `The temporary password is valid for ${rules.passwordHours} hours and for one sign-in: you will choose a new one then.`,
      'Please sign in through the link above: it lets you in even while somebody else tries wrong passwords with your username.',
      'If it was not you who asked, sign in with this password all the same and choose a new one; nobody else has it. If it happens again, please call us.',
    ],
  }),
};

/**
 * The mail of a recovery (R4.1): username and temporary password, each alone on its line, and the link whose lane no stranger can
 * lock (R4.4). The link alone signs nobody in.
 */
export const recoveryMail = (language: Language, { username, password, token, origin }: Recovered): MailContent =>
  texts[language]({ username, password, url: `${origin}/sign-in#recovery=${token}` });

/** The mail that says when the next recovery is possible (R4.3). */
export function recoveryLimitMail(language: Language, until: Date): MailContent {
  const time = budapestTime(language, until);
  return language === 'hu'
    ? {
        subject: 'Most nem tudunk újabb ideiglenes jelszót küldeni',
        paragraphs: [
          'Tisztelt Ügyfelünk!',
          `Az elmúlt ${periodHours} órában már ${allowedRecoveries} alkalommal küldtünk ideiglenes jelszót az Ön ügyfélportál-fiókjához. Biztonsági okból újat csak ettől az időponttól küldünk (magyar idő szerint):`,
        ],
        lines: [time],
        closing: [
          `A legutóbbi e-mailünkben kapott ideiglenes jelszó a küldésétől számított ${rules.passwordHours} óráig érvényes, amíg nem ad meg helyette saját jelszót. Kérjük, nézze meg a levélszemét (spam) mappát is.`,
          'Ha nem Ön kért jelszót, vagy addig is segítségre van szüksége, kérjük, hívjon minket. Az időpontig érkező további kérésekről nem küldünk e-mailt.',
        ],
      }
    : {
        subject: 'We cannot send another temporary password now',
        paragraphs: [
          'Dear Customer,',
          `In the last ${periodHours} hours we have already sent ${allowedRecoveries} temporary passwords for your account in the customer portal. For your safety we will not send another one until this time (Hungarian time):`,
        ],
        lines: [time],
        closing: [
          `The temporary password in our latest e-mail is valid for ${rules.passwordHours} hours after it was sent, until you choose a new one. Please look in your spam folder, too.`,
          'If it was not you who asked, or if you need help before then, please call us. We send no e-mail about further requests until that time.',
        ],
      };
}
