/** The operator's own number (E.164) that the canary goes to. */
export const smsCanaryEnv = ['SMS_CANARY_NUMBER'] as const;
