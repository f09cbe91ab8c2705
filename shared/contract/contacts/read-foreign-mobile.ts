import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';

/**
 * A mobile number of one of these countries in E.164, or undefined. libphonenumber knows each country's mobile networks; if a country does
 * not distinguish mobiles from landlines, both are accepted.
 *
 * @param digits with `+` in front if they begin with a country's code; without, they are a number of Hungary
 */
export function readForeignMobile(digits: string, callingCodes: readonly string[]): string | undefined {
  const number = parsePhoneNumberFromString(digits, { defaultCountry: 'HU', extract: false });
  if (!number || number.ext !== undefined || !number.isValid()) return undefined;
  return callingCodes.includes(number.countryCallingCode) ? number.number : undefined;
}
