import type { Language } from '#shared/contract/fields.ts';
import { rules } from '#shared/contract/rules.ts';
import { budapestTime } from '#shared/messages/mail/budapest-time.ts';
import type { MailContent } from '#shared/messages/mail/mail.ts';
import type { LaneKind } from './lane.ts';

type Locked = { readonly lane: LaneKind; readonly lockedUntil: string };

/** Where the lock holds, and where one gets in. */
const wayIn: Readonly<Record<Language, Readonly<Record<LaneKind, string>>>> = {
  hu: {
    open: 'Abban a böngészőben, amelyben már belépett az ügyfélportálra, a megszokott jelszavával most is beléphet. Máshol kérjen új jelszót az alábbi gombbal: az e-mailben kapott hivatkozással a zárolás alatt is beléphet.',
    device:
      'A zárolás arra a böngészőre vonatkozik, amelyben a hibás jelszavakat megadták, és azokra, amelyekben még nem lépett be. Ha nem akarja megvárni a végét, kérjen új jelszót az alábbi gombbal: az e-mailben kapott hivatkozással a zárolás alatt is beléphet.',
    recovery:
      'A zárolás a legutóbbi, új jelszót tartalmazó e-mailünk hivatkozására vonatkozik. Ha nem akarja megvárni a végét, kérjen új jelszót az alábbi gombbal: az új e-mail hivatkozásával beléphet.',
  },
  en: {
    open: 'In a browser in which you have signed in to the customer portal before you can still sign in with your usual password. Anywhere else ask for a new password on the page below: the link in our e-mail about it lets you in during the lock, too.',
    device:
      'The lock holds for the browser in which the wrong passwords were entered, and for those in which you have not signed in yet. If you do not want to wait for its end, ask for a new password on the page below: the link in our e-mail about it lets you in during the lock, too.',
    recovery:
      'The lock holds for the link in our latest e-mail about a new password. If you do not want to wait for its end, ask for a new password on the page below: the link in the new e-mail lets you in.',
  },
};

/** The mail about a lock (R3.5): until when it holds, how to get in, and what to do if it was somebody else. */
export function lockMail(language: Language, origin: string, { lane, lockedUntil }: Locked): MailContent {
  const [until, url] = [budapestTime(language, new Date(lockedUntil)), `${origin}/recover`];
  return language === 'hu'
    ? {
        subject: 'Zároltuk a belépést az ügyfélportálra',
        paragraphs: [
          'Tisztelt Ügyfelünk!',
          `Az ügyfélportálon egymás után ${rules.attempts} alkalommal hibás jelszót adtak meg az Ön felhasználónevével, ezért zároltuk a belépést. A zárolás vége (magyar idő szerint):`,
        ],
        lines: [until],
        action: { label: 'Új jelszó kérése', url },
        closing: [
          wayIn.hu[lane],
          'Ha Ön gépelte el a jelszavát, nincs más teendője.',
          'Ha nem Ön próbálkozott: idegen nem tudott belépni, és az Ön jelszava nem változott. Ha úgy gondolja, hogy valaki ismeri a jelszavát, kérjen újat. Ha a próbálkozások megismétlődnek, kérjük, hívjon minket.',
          'Zárolásról naponta legfeljebb egy e-mailt küldünk.',
        ],
      }
    : {
        subject: 'Sign-in to the customer portal is locked',
        paragraphs: [
          'Dear Customer,',
          `In the customer portal a wrong password was entered ${rules.attempts} times in a row with your username. Sign-in is therefore locked until (Hungarian time):`,
        ],
        lines: [until],
        action: { label: 'Ask for a new password', url },
        closing: [
          wayIn.en[lane],
          'If it was you who mistyped the password, there is nothing else to do.',
          'If it was not you: whoever tried did not get in, and your password has not changed. If you think that somebody knows your password, ask for a new one. If it happens again, please call us.',
          'We send at most one e-mail a day about locks.',
        ],
      };
}
