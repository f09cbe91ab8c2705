/** How often a day somebody may fail to be identified: for one person's data, for one address (whole numbers). */
export const identificationLimitsEnv = [
  'FAILED_IDENTIFICATIONS_PER_PERSON',
  'FAILED_IDENTIFICATIONS_PER_ADDRESS',
] as const;

/** How often a day the confirmation mail of one registration is sent. */
export const confirmationMailLimitEnv = ['CONFIRMATION_MAILS_PER_REGISTRATION'] as const;

/** How often a day the password SMS of one registration is sent. */
export const passwordSmsLimitEnv = ['PASSWORD_SMS_PER_REGISTRATION'] as const;

/** How many files a day one address may check (R7.2), and whom to call then. */
export const authenticityLimitEnv = ['AUTHENTICITY_CHECKS_PER_ADDRESS', 'HELPLINE'] as const;
