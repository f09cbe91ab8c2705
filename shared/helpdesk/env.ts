/** How often a day: identifications by one agent, failed ones with one person's data, passwords to one person. */
export const helpdeskLimitsEnv = [
  'HELPDESK_IDENTIFICATIONS_PER_AGENT',
  'HELPDESK_FAILED_IDENTIFICATIONS_PER_PERSON',
] as const;
export const helpdeskPasswordsEnv = ['HELPDESK_PASSWORDS_PER_PERSON'] as const;
