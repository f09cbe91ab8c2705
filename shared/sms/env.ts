/** What SMS come from and how their outcomes are followed. */
export const smsEnv = ['SMS_ORIGINATION_IDENTITY', 'SMS_CONFIGURATION_SET', 'INSURER_NAME'] as const;
