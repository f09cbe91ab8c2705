import type {
  authenticityLimitEnv,
  confirmationMailLimitEnv,
  identificationLimitsEnv,
  passwordSmsLimitEnv,
} from '#shared/limits/env.ts';
import type { Settings } from '../settings.ts';
import type { Capability } from './capability.ts';

/** How often a day somebody may fail to be identified (R2.3). */
export const limitIdentifications = (settings: Settings): Capability<typeof identificationLimitsEnv> => ({
  env: {
    FAILED_IDENTIFICATIONS_PER_PERSON: String(settings.failedIdentificationsPerPerson),
    FAILED_IDENTIFICATIONS_PER_ADDRESS: String(settings.failedIdentificationsPerAddress),
  },
  grant: [],
});

/** How often a day the confirmation mail of one registration is sent (R2.7). */
export const limitConfirmationMails = (settings: Settings): Capability<typeof confirmationMailLimitEnv> => ({
  env: { CONFIRMATION_MAILS_PER_REGISTRATION: String(settings.confirmationMailsPerRegistration) },
  grant: [],
});

/** How often a day the password SMS of one registration is sent (R2.9). */
export const limitPasswordSms = (settings: Settings): Capability<typeof passwordSmsLimitEnv> => ({
  env: { PASSWORD_SMS_PER_REGISTRATION: String(settings.passwordSmsPerRegistration) },
  grant: [],
});

/** How many files a day one address may check (R7.2). */
export const limitAuthenticityChecks = (settings: Settings): Capability<typeof authenticityLimitEnv> => ({
  env: { AUTHENTICITY_CHECKS_PER_ADDRESS: String(settings.authenticityChecksPerAddress), HELPLINE: settings.helpline },
  grant: [],
});
