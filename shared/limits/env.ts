/** How often a day, each a whole number. */
export const registrationLimitsEnv = [
  'FAILED_IDENTIFICATIONS_PER_PERSON',
  'FAILED_IDENTIFICATIONS_PER_ADDRESS',
  'CONFIRMATION_MAILS_PER_REGISTRATION',
  'PASSWORD_SMS_PER_REGISTRATION',
] as const;
