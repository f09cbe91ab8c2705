/** Every variable that a function may read, and its content. The stack has a value for each (infra/portal-stores.ts). */
export const environment = {
  PORTAL_TABLE: "the name of the portal's table",
  REGISTRY_TABLE: "the name of the table with the insurer's persons and policies",
  AUDIT_TABLE: "the name of the table that the helpdesk's acts are audited in",
  AUDIT_ARCHIVE: 'the bucket with the locked second copy of the audit',
  AUDIT_YEARS: 'how many years an entry of the audit is kept',
  DOCUMENTS_BUCKET: "the bucket that the insurer's systems write to and collect from",
  WEBSITE_BUCKET: 'the bucket that the built web page is served from',
  PORTAL_ORIGIN: 'where customers reach the portal: `https://…`, without a slash at its end',
  INSURER: 'what the page says about the insurer (JSON, `InsurerOfPage`)',
  LETTERHEAD: 'what mails show of the insurer (JSON, `LetterheadSettings`)',
  SMS_NAME: "the insurer's name in SMS, in letters of the GSM alphabet",
  HELPLINE: "the helpline's number",
  MAIL_SENDER: 'the address that mails come from',
  MAIL_CONFIGURATION_SET: 'the configuration set whose events report the outcomes of mails',
  MAILS_PER_SECOND: 'how many mails about documents one worker may send a second',
  DOCUMENT_MAILS_PER_SECOND:
    'how many all workers together may send a second: a share of the mail service’s rate (R5.1a)',
  SMS_ORIGINATION_IDENTITY: 'the number or pool that SMS come from',
  SMS_CONFIGURATION_SET: 'the configuration set whose events report the outcomes of SMS',
  SMS_CANARY_NUMBER: "the operator's own number (E.164) that the canary goes to",
  USER_POOL_ID: 'the Cognito pool',
  USER_POOL_CLIENT_ID: "the pool's one, secret, app client",
  POOL_CLIENT_SECRET_ARN: "the secret that holds the app client's secret",
  REFRESH_TOKEN_SECONDS: 'how long a refresh token is valid, in seconds: a session at most',
  PSEUDONYM_SECRET_ARN: 'the HMAC secret that pseudonyms are made with',
  LIMITS_SECRET_ARN: 'the HMAC secret that names whom limits count, and networks in the log',
  DELIVERY_QUEUE_URL: 'the queue that documents are delivered from',
  IMPORT_QUEUE_URL: 'the queue that registry files wait in',
  WITHDRAWAL_QUEUE_URL: 'the queue that withdrawals wait in',
  MAIL_OUTCOME_QUEUE_URL: 'the queue that outcomes of mails wait in',
  SMS_OUTCOME_QUEUE_URL: 'the queue that outcomes of SMS wait in',
  RECOVERY_QUEUE_URL: 'the queue that recoveries wait in',
  CANCELLATION_QUEUE_URL: 'the queue for cancellations that could not be finished at once',
  MOBILE_CALLING_CODES: 'the calling codes whose mobiles are accepted, comma-separated: `36` or `36,43` (R2.5)',
  SEVERAL_CUSTOMER_IDS:
    'whether equal identity data under several customerIds is `refuse`d or counts as one person: `join` (R9.2a)',
  EVIDENCE_YEARS: 'how many years the portal keeps what proves a mail or a reading, also after the account has ended',
  DOCUMENTS_NAMED_IN_MAILS: 'on: the mail about a document says its kind and the end of its policy number (R5.1)',
  LARGEST_DOCUMENT: 'the largest document that is delivered, in bytes (R9.3)',
  FAILED_IDENTIFICATIONS_PER_PERSON: "failed identifications a day with one person's data from one network (R2.3a)",
  FAILED_IDENTIFICATIONS_IN_ALL: "failed identifications a day with one person's data from all networks (R2.3a)",
  FAILED_IDENTIFICATIONS_PER_ADDRESS: 'failed identifications within ten minutes from one network (R2.3a)',
  CONFIRMATION_MAILS_PER_REGISTRATION: 'confirmation mails a day of one registration (R2.7)',
  PASSWORD_SMS_PER_REGISTRATION: 'password SMS a day of one registration (R2.9)',
  AUTHENTICITY_CHECKS_PER_ADDRESS: 'files that one network may check within ten minutes (R7.2)',
  HELPDESK_IDENTIFICATIONS_PER_AGENT: 'identifications a day by one agent (R10.2)',
  HELPDESK_FAILED_IDENTIFICATIONS_PER_PERSON:
    "failed identifications a day with one person's data by the helpdesk (R10.2)",
  HELPDESK_PASSWORDS_PER_PERSON: 'passwords a day that the helpdesk sends to one person (R10.2)',
} as const;

export type Variable = keyof typeof environment;

/**
 * Returns the value of an environment variable. If it is missing or empty, throws with its name at import time: a forgotten
 * variable fails at the first start after a deployment, not at a customer's first call.
 */
export function readVariable(name: Variable): string {
  const value = process.env[name];
  if (!value) throw new Error(`${process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'This function'} needs the variable ${name}`);
  return value;
}

/** The current time, as functions read it; tests pass a clock of their own. */
export const now = (): Date => new Date();
