/** How often a day, each a whole number. */
export const registrationLimitsEnv = [
  'FAILED_IDENTIFICATIONS_PER_PERSON',
  'FAILED_IDENTIFICATIONS_PER_ADDRESS',
  'CONFIRMATION_MAILS_PER_REGISTRATION',
  'PASSWORD_SMS_PER_REGISTRATION',
] as const;

/** How many files a day one address may check (R7.2), and whom to call then. */
export const authenticityLimitEnv = ['AUTHENTICITY_CHECKS_PER_ADDRESS', 'HELPLINE'] as const;
