import type { authenticityLimitEnv, registrationLimitsEnv } from '#shared/limits/env.ts';
import type { Settings } from '../settings.ts';
import type { Capability } from './capability.ts';

/** How often a day somebody may try to register and be sent something (R2.3, R2.7, R2.9). */
export const limitRegistrations = (settings: Settings): Capability<typeof registrationLimitsEnv> => ({
  env: {
    FAILED_IDENTIFICATIONS_PER_PERSON: String(settings.failedIdentificationsPerPerson),
    FAILED_IDENTIFICATIONS_PER_ADDRESS: String(settings.failedIdentificationsPerAddress),
    CONFIRMATION_MAILS_PER_REGISTRATION: String(settings.confirmationMailsPerRegistration),
    PASSWORD_SMS_PER_REGISTRATION: String(settings.passwordSmsPerRegistration),
  },
  grant: [],
});

/** How many files a day one address may check (R7.2). */
export const limitAuthenticityChecks = (settings: Settings): Capability<typeof authenticityLimitEnv> => ({
  env: { AUTHENTICITY_CHECKS_PER_ADDRESS: String(settings.authenticityChecksPerAddress), HELPLINE: settings.helpline },
  grant: [],
});
