import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import { withoutTraces } from './pasted.ts';

/** The prefixes of Hungarian mobile networks; seven digits follow (R2.5). */
const hungarianMobile = /^(?:20|30|31|50|70)\d{7}$/;

/** What people write between digits: blanks of any kind, hyphens and dashes, dots, slashes, parentheses. */
const separators = /[\s\p{Pd}./()]+/gu;

/**
 * The digits, with `+` in front if they begin with a country code; undefined if the text is no telephone number. In `+36 06 30 …`
 * and `+36 (0) 30 …` somebody also wrote the prefix for calls within the country.
 */
function digitsOf(text: string): string | undefined {
  const number = withoutTraces(text)
    .normalize('NFKC')
    .replace(/^(?:tel|mobil|mobile)\s*[.:]+/i, '')
    .replace(separators, '');
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
