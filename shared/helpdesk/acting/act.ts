import type { ProblemCode } from '#shared/contract/problems.ts';

/** Everything that is audited (R10.3). `refused`: an agent requested something, and the portal refused it. */
export type ActName =
  | 'sms-health-shown'
  | 'caller-identified'
  | 'identification-refused'
  | 'account-shown'
  | 'registration-attempts-shown'
  | 'mobile-matched'
  | 'mobile-differed'
  | 'mobile-corrected'
  | 'mobile-correction-begun'
  | 'email-corrected'
  | 'email-correction-begun'
  | 'correction-told'
  | 'correction-not-told'
  | 'correction-stopped'
  | 'correction-applied'
  | 'correction-dropped'
  | 'password-asked'
  | 'password-sms-accepted'
  | 'password-sms-refused'
  | 'suppression-lift-asked'
  | 'suppression-lifted'
  | 'no-suppression-found'
  | 'lock-lifted'
  | 'no-lock-found'
  | 'contest-opened'
  | 'contest-confirmed'
  | 'contest-rejected'
  | 'customer-shown'
  | 'customer-exported'
  | 'customer-erased'
  | 'evidence-shown'
  | 'document-hidden'
  | 'passkey-added'
  | 'passkey-removed'
  | 'second-step-on'
  | 'second-step-off'
  | 'second-step-kept'
  | 'refused';

/**
 * One entry of the audit: who, when, for whom, what. It holds no personal data: `whom` is the insurer's customerId, or a
 * pseudonym if no customer was identified; `fields` are only names of fields. Entries are never deleted.
 */
export type Act = {
  /** The ARN of the caller who signed; `operator/<name>` for an operator's command; `customer` or `portal` if no agent acted. */
  readonly agent: string;
  readonly at: Date;
  readonly whom?: string | undefined;
  readonly what: ActName;
  readonly identificationId?: string | undefined;
  readonly fields?: readonly string[];
  /** For an operator's command: the letter or ticket that asked for it, and the document or policy that it was about. */
  readonly case?: string | undefined;
  readonly about?: string | undefined;
  /** For a refusal: the endpoint, and the code of its problem. */
  readonly operation?: string;
  readonly reason?: ProblemCode;
};

/** The audit (R10.3). */
export type Audit = {
  /** Records an act that changes nothing else. */
  readonly note: (act: Act) => Promise<void>;
};

/** Locks of usernames, as the helpdesk lifts them (R10.2). */
export type Locks = {
  /** Lifts the locks of all lanes of a username and records it in the audit, also whether there was a lock. */
  readonly lift: (username: string, act: Omit<Act, 'what'>) => Promise<{ readonly wasLocked: boolean }>;
};
