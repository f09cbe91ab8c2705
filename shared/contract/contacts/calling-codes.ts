/** Reads the setting MOBILE_CALLING_CODES (`36,43`): the calling codes of the mobiles that the portal accepts (R2.5). */
export const readCallingCodes = (setting: string): readonly string[] =>
  setting.split(',').flatMap((code) => code.match(/\d+/)?.[0] ?? []);
