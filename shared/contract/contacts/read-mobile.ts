import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import { withoutTraces } from './pasted.ts';

/** The prefixes of Hungarian mobile networks; seven digits follow (R2.5). */
const hungarianMobile = /^(?:20|30|31|50|70)\d{7}$/;

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

/**
 * The mobile number in E.164 (`+36301234567`), or undefined. libphonenumber reads it and knows each country's mobile networks; if
 * a country does not distinguish mobiles from landlines, both are accepted. For Hungary only the prefixes of R2.5 count. Refuses
 * countries whose calling code is not in `callingCodes`. The same in page and API (R4.2).
 */
export function readMobile(text: string, callingCodes: readonly string[] = ['36']): string | undefined {
  const digits = digitsOf(text);
  const number = digits && parsePhoneNumberFromString(digits, { defaultCountry: 'HU', extract: false });
  if (!number || number.ext !== undefined || !number.isValid()) return undefined;
  if (!callingCodes.includes(number.countryCallingCode)) return undefined;
  if (number.countryCallingCode === '36' && !hungarianMobile.test(number.nationalNumber)) return undefined;
  return number.number;
}
