/** The calling codes whose mobiles are taken, comma-separated, e.g. `36` or `36,43` (R2.5). */
export const mobileEnv = ['MOBILE_CALLING_CODES'] as const;
