import type { Language } from '#shared/contract/fields.ts';
import { rules } from '#shared/contract/rules.ts';
import type { MailContent, Mailer } from '#shared/messages/mail/mail.ts';
import { mailProblem } from '#shared/messages/mail/mail.ts';
import { readsAsLink } from './reads-as-link.ts';
import type { Registration } from './registration.ts';

type Confirmation = {
  /** Undefined for one that reads as a link: the mail may go to a stranger, and its writer must not choose where it leads. */
  readonly username: string | undefined;
  readonly url: string;
  readonly code: string;
  readonly hours: number;
};

const texts: Readonly<Record<Language, (confirmation: Confirmation) => MailContent>> = {
  hu: ({ username, url, code, hours }) => ({
    subject: 'Erősítse meg regisztrációját az ügyfélportálon',
    paragraphs: [
      'Üdvözöljük! Regisztrációt indítottak az ügyfélportálon, és ezt az e-mail-címet adták meg hozzá. Ha Ön volt az, az alábbi gombbal folytathatja.',
      'A megnyíló oldalon láthatja, mely kötvényekre indul az ePosta, és ott erősítheti meg a regisztrációt. Ezután SMS-ben elküldjük az ideiglenes jelszavát.',
      username === undefined
        ? 'A választott felhasználónevét a megerősítés után mutatjuk meg.'
        : 'Az Ön felhasználóneve:',
    ],
    ...(username === undefined ? {} : { lines: [username] }),
    action: { label: 'Regisztráció megerősítése', url, code },
    closing: [
      `A hivatkozás ${hours} óráig érvényes, és egyszer használható.`,
      'Ha nem Ön regisztrált, nincs teendője: megerősítés nélkül a regisztráció automatikusan törlődik.',
    ],
  }),
  en: ({ username, url, code, hours }) => ({
    subject: 'Confirm your registration in the customer portal',
    paragraphs: [
      'Welcome! Somebody started a registration in the customer portal and gave this e-mail address. If it was you, continue below.',
      'The page shows for which policies electronic post (ePosta) starts, and there you can confirm the registration. Then we send your temporary password by SMS.',
      username === undefined ? 'We show the username that you chose after you have confirmed.' : 'Your username:',
    ],
    ...(username === undefined ? {} : { lines: [username] }),
    action: { label: 'Confirm registration', url, code },
    closing: [
      `The link is valid for ${hours} hours and can be used once.`,
      'If it was not you, there is nothing to do: without confirmation the registration is deleted automatically.',
    ],
  }),
};

/**
 * The mail with the single-use link (R2.7) and the username (R2.8), unless that reads as a link (R2.3a). The token comes after `#`, so
 * no server sees it.
 */
export const confirmationMail = (language: Language, username: string, origin: string, token: string): MailContent =>
  texts[language]({
    username: readsAsLink(username) ? undefined : username,
    url: `${origin}/confirm#token=${token}`,
    code: token,
    hours: rules.linkHours,
  });

/**
 * Sends the link of a registration. Throws DomainError `busy` if the mail service did not take the mail: the registration stays,
 * and the customer can request the mail again. Throws `invalid-fields` for an address that can never take mail.
 */
export async function sendConfirmation(
  mailer: Mailer,
  origin: string,
  { email, language, username }: Pick<Registration, 'email' | 'language' | 'username'>,
  token: string,
): Promise<void> {
  try {
    await mailer.send(email, language, confirmationMail(language, username, origin, token), {
      purpose: 'confirmation',
    });
  } catch (error) {
    throw mailProblem(error);
  }
}
