/** Whether equal identity data under several customerIds is `refuse`d or counts as one person: `join` (R9.2a). */
export const severalCustomerIdsEnv = ['SEVERAL_CUSTOMER_IDS'] as const;
