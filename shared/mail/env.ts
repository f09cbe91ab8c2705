/** Who mails come from, how they are followed, and what they say of the insurer. */
export const mailEnv = ['MAIL_SENDER', 'MAIL_CONFIGURATION_SET', 'PORTAL_ORIGIN', 'INSURER_NAME', 'HELPLINE'] as const;
