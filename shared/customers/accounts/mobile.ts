/** The prefixes of Hungarian mobile networks; seven digits follow (R2.5). */
const hungarianMobile = /^36(?:20|30|31|50|70)\d{7}$/;

/** What people put between digits: spaces of any kind, hyphens and dashes, dots, slashes, parentheses. */
const separators = /[\s\p{Pd}\u00ad\u2060\u200b./()]+/gu;

/** Digits in the international form, without `+`; undefined for anything but a telephone number. */
function internationalDigits(text: string): string | undefined {
  const number = text.normalize('NFKC').replace(separators, '');
  const digits = /^(?:\+|00|(?=06|36))(\d{6,17})$/.exec(number)?.[1];
  // 06 is the Hungarian prefix for calls out of the area; no country code begins with 0.
  return digits?.startsWith('06') ? `36${digits.slice(2)}` : digits;
}

/**
 * The mobile number in E.164 (`+36301234567`), or undefined. Refuses landlines, and countries whose calling code is not in
 * `callingCodes` (R2.5). For other countries it can judge only the length.
 */
export function readMobile(text: string, callingCodes: readonly string[] = ['36']): string | undefined {
  const digits = internationalDigits(text);
  if (digits === undefined || digits.startsWith('0')) return undefined;
  if (digits.startsWith('36'))
    return callingCodes.includes('36') && hungarianMobile.test(digits) ? `+${digits}` : undefined;
  const isListed = callingCodes.some((code) => code !== '36' && digits.startsWith(code));
  return isListed && digits.length >= 9 && digits.length <= 15 ? `+${digits}` : undefined;
}

/** The calling codes of the setting MOBILE_CALLING_CODES. */
export const readCallingCodes = (setting: string): readonly string[] =>
  setting.split(',').flatMap((code) => code.match(/\d+/)?.[0] ?? []);

/** A mobile (E.164) as the portal shows it: `+36 30 *** **67`. */
export function maskMobile(mobile: string): string {
  const [, country, network] = /^\+(36)(\d\d)/.exec(mobile) ?? /^\+(\d\d)/.exec(mobile) ?? [];
  return `+${[country, network, '***', `**${mobile.slice(-2)}`].filter(Boolean).join(' ')}`;
}
