import { withoutTraces } from './pasted.ts';

/** A mobile number as customers write it, in E.164 (`+36301234567`); undefined if it is none that the portal accepts (R2.5). */
export type MobileReader = (text: string) => string | undefined;

/** A Hungarian mobile with its country's code, with the prefix for calls within the country, or with neither. */
const hungarianMobile = /^(?:\+?36|06)?((?:20|30|31|50|70)\d{7})$/;
const hungary = '36';

/** What people write between digits and around them: blanks of any kind, hyphens and dashes, dots, slashes, brackets, quotes. */
const separators = /[\s\p{Pd}./()[\]\\,;_·•'"„”’]+/gu;

/** What people, telephones and web pages write before a number. */
const leading =
  /^(?:\p{So}|[\ufe0f\s]|(?:tel|telefon(?:sz[áa]m)?|mob|mobil(?:sz[áa]m)?|mobile|cell|phone|gsm|m|t|sms|callto)(?=[\s.:+\d])[\s.:]*)+/iu;

/**
 * The digits, with `+` in front if they begin with a country code; undefined if the text is no telephone number. In `+36 06 30 …`
 * and `+36 (0) 30 …` somebody also wrote the prefix for calls within the country.
 */
function digitsOf(text: string): string | undefined {
  const number = withoutTraces(text).normalize('NFKC').replace(leading, '').replace(separators, '');
  if (!/^\+?\d{6,20}$/.test(number)) return undefined;
  return number
    .replace(/^\+?00/, '+')
    .replace(/^\+06/, '06')
    .replace(/^\+?36(?:06?)?(?=(?:20|30|31|50|70)\d{7}$)/, '+36');
}

/** Reads the mobile numbers of Hungary's networks, as R2.5 names them. */
export const readHungarianMobile: MobileReader = (text) => {
  const national = hungarianMobile.exec(digitsOf(text) ?? '')?.[1];
  return national && `+${hungary}${national}`;
};

/**
 * Reads the mobile numbers of the countries with these calling codes; of Hungary only those of R2.5. Other countries' numbers are
 * loaded only where the portal accepts some (136 KB, a quarter of a function's start). The same in page and API (R4.2).
 */
export async function mobileReader(callingCodes: readonly string[]): Promise<MobileReader> {
  const foreign = callingCodes.filter((code) => code !== hungary);
  const readHungarian: MobileReader = callingCodes.includes(hungary) ? readHungarianMobile : () => undefined;
  if (foreign.length === 0) return readHungarian;
  const { readForeignMobile } = await import('./read-foreign-mobile.ts');
  return (text) => readHungarian(text) ?? readForeignMobile(digitsOf(text) ?? '', foreign);
}
