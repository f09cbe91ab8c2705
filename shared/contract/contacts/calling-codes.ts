/** The calling codes of the setting MOBILE_CALLING_CODES, `36,43`: whose mobiles the portal takes (R2.5). */
export const readCallingCodes = (setting: string): readonly string[] =>
  setting.split(',').flatMap((code) => code.match(/\d+/)?.[0] ?? []);
