/** The ARN of the HMAC secret that pseudonyms are made with. */
export const pseudonymEnv = ['PSEUDONYM_SECRET_ARN'] as const;
