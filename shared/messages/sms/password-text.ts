import type { Language } from '#shared/contract/fields.ts';

/** What two SMS hold in UCS-2, which Hungarian accents need, in UTF-16 units. */
const mostCharacters = 2 * 67;

/** From the longest to the shortest; the first that fits beside the insurer's name is taken. */
const sentences: Readonly<Record<Language, readonly [string, ...string[]]>> = {
  hu: [
    'ideiglenes jelszó az ügyfélportálhoz, 24 óráig érvényes. Senkinek ne adja meg! Jelszó:',
    'ideiglenes jelszó az ügyfélportálhoz, 24 óráig érvényes. Jelszó:',
  ],
  en: [
    'temporary password for the customer portal, valid for 24 hours. Tell it to nobody! Password:',
    'temporary password for the customer portal, valid for 24 hours. Password:',
  ],
};

/** The SMS with a temporary password, which is its last word; at most two SMS for names of up to 40 letters. */
export function passwordText(language: Language, insurerName: string, password: string): string {
  const [longest, ...shorter] = sentences[language];
  const text = (sentence: string) => `${insurerName}: ${sentence} ${password}`;
  const fitting = [longest, ...shorter].map(text).find(({ length }) => length <= mostCharacters);
  return fitting ?? text(shorter.at(-1) ?? longest);
}
