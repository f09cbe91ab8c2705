import type { mobileEnv } from '#shared/accounts/env.ts';
import type { Settings } from '../settings.ts';
import type { Capability } from './capability.ts';

/** Which countries' mobile numbers are taken (R2.5). */
export const readMobiles = ({ mobileCallingCodes }: Settings): Capability<typeof mobileEnv> => ({
  env: { MOBILE_CALLING_CODES: mobileCallingCodes },
  grant: [],
});
