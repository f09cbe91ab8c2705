import type { Language } from '#shared/contract/fields.ts';

/** The Hungarian letters that the GSM 7-bit alphabet lacks, and what stands for them; é, ö and ü it has. */
const substitutes: Readonly<Record<string, string>> = {
  á: 'a', Á: 'A', í: 'i', Í: 'I', ó: 'o', Ó: 'O', ő: 'ö', Ő: 'Ö', ú: 'u', Ú: 'U', ű: 'ü', Ű: 'Ü', '„': '"', '”': '"', '–': '-',
}; // biome-ignore format: one alphabet, one line

const toGsm = (text: string) => text.replace(/[^\x20-\x7e]/g, (letter) => substitutes[letter] ?? letter);

const sentences: Readonly<Record<Language, string>> = {
  hu: 'ideiglenes jelszó az ügyfélportálhoz. Belépéskor új jelszót választ majd. Senkinek ne adja meg! Jelszó:',
  en: 'temporary password for the customer portal. You choose a new one when you sign in. Tell it to nobody! Password:',
};

/** The SMS with a temporary password, which is its last word; one SMS of 160 GSM-7 characters for usual names. */
export const passwordText = (language: Language, insurerName: string, password: string): string =>
  `${toGsm(`${insurerName}: ${sentences[language]}`)} ${password}`;
