import { fileReasons } from '#shared/platform/runtime/file-reasons.ts';

/** The namespace of all our own metrics. The functions' names, the one dimension, keep stages apart. */
export const metricNamespace = 'CustomerPortal';

/**
 * The one dimension. Each metric name with each of its values is a metric that costs money every month it has data, so there is
 * no second dimension. Lambda's own metrics have it, too.
 */
export const metricDimension = 'FunctionName';

/** Which log lines make a metric. It counts them, or takes the value of a field. */
export type DeclaredMetric = {
  readonly unit: 'Count' | 'Seconds' | 'Percent';
  readonly level?: 'error';
  readonly message?: string | RegExp;
  readonly operation?: string;
  /** If an outcome has several parts (`announced,announced`), each part counts. */
  readonly outcome?: RegExp;
  readonly reason?: RegExp;
  readonly code?: RegExp;
  /** Takes the number in this field instead of counting. */
  readonly field?: string;
};

const oneOf = (codes: readonly string[]) => new RegExp(`^(${codes.join('|')})$`);

/**
 * The portal's own metrics, declared once. Functions write them (embedded-metrics.ts); alarms and dashboard read them
 * (infra/operations). They hold only codes and counts, never personal data (R12.1).
 */
export const metrics = {
  /** Lines that an operator should read. */
  Failures: { unit: 'Count', level: 'error' },
  SignUps: { unit: 'Count', operation: 'confirm-registration', outcome: /^ok$/ },
  SignIns: { unit: 'Count', operation: 'sign-in', outcome: /^ok$/ },
  WrongPasswords: { unit: 'Count', operation: 'sign-in', outcome: /^wrong-credentials$/ },
  /** Counts usernames, not attempts: a locked username that is tried again does not count again. */
  Locks: { unit: 'Count', message: 'username-locked' },
  /** A document whose mail had to wait counts again when the mail is sent. */
  DocumentsDelivered: { unit: 'Count', operation: 'deliver-document', outcome: /^(announced|mail-waits)$/ },
  /** The age of the oldest document whose mail waits for the quota. */
  MailLag: { unit: 'Seconds', operation: 'deliver-document', field: 'oldestWaitingSeconds' },
  /** Without documents that the insurer withdrew in time. */
  DocumentsRefused: { unit: 'Count', operation: 'deliver-document', outcome: /^refused-(?!withdrawn$)/ },
  /** Links that customers got and whose note in the document's evidence failed. */
  /** Entries of the helpdesk's audit that somebody changed or deleted. */
  AuditChanged: { unit: 'Count', message: 'audit-changed' },
  EvidenceNotNoted: { unit: 'Count', message: 'evidence-not-noted' },
  SmsArrived: { unit: 'Count', operation: 'record-sms-outcome', outcome: /^(taken-by-carrier|delivered)$/ },
  /** The messaging service refused it: spend limit, number, sandbox. */
  SmsRefused: { unit: 'Count', message: /^(password|text)-sms$/, outcome: /^refused$/ },
  SmsUndelivered: { unit: 'Count', operation: 'record-sms-outcome', outcome: /^undelivered$/ },
  /** Mails that wait because the mail service is too fast asked, takes none of ours, or does not answer. */
  MailsThrottled: { unit: 'Count', reason: /^mail-throttled$/ },
  MailsBlocked: { unit: 'Count', reason: /^mail-blocked$/ },
  MailsUnanswered: { unit: 'Count', reason: /^mail-(unavailable|outcome-unknown)$/ },
  /** Calls that failed with the mail that they should send. */
  MailsNotSent: {
    unit: 'Count',
    message: 'request',
    reason: /^mail-(throttled|blocked|unavailable|outcome-unknown)$/,
  },
  /** Mails that it refuses until an operator has repaired the set-up (docs/runbook.md, "Mail codes"). */
  MailsRefused: { unit: 'Count', code: oneOf(['sandbox', 'sender-not-verified', 'sending-paused']) },
  /** Passwords that the pool could not test because its trigger failed, and because the pool itself was busy. */
  TriggerFailures: {
    unit: 'Count',
    outcome: /^busy$/,
    reason: /^(UserLambdaValidation|UnexpectedLambda|InvalidLambdaResponse)Exception$/,
  },
  PoolRefusals: {
    unit: 'Count',
    outcome: /^busy$/,
    reason: /^(pool-|TooManyRequests|Throttling|LimitExceeded|InternalError)/,
  },
  Imports: { unit: 'Count', operation: 'import-registry', outcome: /^imported$/ },
  /** The share of a registry file's rows that were rejected; 100 where the whole file was refused. */
  RegistryRejected: { unit: 'Percent', operation: 'import-registry', field: 'rejectedPercent' },
  /** How much fewer rows a registry file has than the one before. */
  RegistryShrunk: { unit: 'Percent', operation: 'import-registry', field: 'shrunkPercent' },
  /** Files that were refused as a whole, or gone before they could be read. */
  ImportsRefused: { unit: 'Count', operation: 'import-registry', outcome: oneOf([...fileReasons, 'file-gone']) },
  ChangesPublished: { unit: 'Count', operation: 'publish-changes', field: 'published' },
  /** The age of the oldest change that is not published yet. */
  PublishLag: { unit: 'Seconds', operation: 'publish-changes', field: 'oldestWaitingSeconds' },
} as const satisfies Readonly<Record<string, DeclaredMetric>>;

export type MetricName = keyof typeof metrics;
