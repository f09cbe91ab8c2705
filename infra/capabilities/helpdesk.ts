import type { helpdeskLimitsEnv, helpdeskPasswordsEnv } from '#shared/helpdesk/env.ts';
import type { smsCanaryEnv } from '#shared/sms-outcomes/env.ts';
import type { Settings } from '../settings.ts';
import type { Capability } from './capability.ts';

/** How often a day agents may identify callers (R10.2). */
export const limitCallers = (settings: Settings): Capability<typeof helpdeskLimitsEnv> => ({
  env: {
    HELPDESK_IDENTIFICATIONS_PER_AGENT: String(settings.helpdeskIdentificationsPerAgent),
    HELPDESK_FAILED_IDENTIFICATIONS_PER_PERSON: String(settings.helpdeskFailedIdentificationsPerPerson),
  },
  grant: [],
});

/** How often a day one person is sent a password by the helpdesk (R10.2). */
export const limitPasswords = (settings: Settings): Capability<typeof helpdeskPasswordsEnv> => ({
  env: { HELPDESK_PASSWORDS_PER_PERSON: String(settings.helpdeskPasswordsPerPerson) },
  grant: [],
});

/** Where the canary goes (R10.1). */
export const reachOperator = (number: string): Capability<typeof smsCanaryEnv> => ({
  env: { SMS_CANARY_NUMBER: number },
  grant: [],
});
