/** Everything that is audited (R10.3). */
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
  | 'lock-lifted'
  | 'no-lock-found';

/**
 * One entry of the audit: who, when, for whom, what. No personal data: `whom` is the insurer's customerId, or a pseudonym
 * where the data fitted nobody; `fields` are names of fields only. Entries are kept for good.
 */
export type Act = {
  /** The ARN of who signed the call; `customer` and `portal` for what follows without an agent. */
  readonly agent: string;
  readonly at: Date;
  readonly whom?: string | undefined;
  readonly what: ActName;
  readonly identificationId?: string | undefined;
  readonly fields?: readonly string[];
};

export type Audit = {
  /** Keeps an act that changes nothing else. */
  readonly note: (act: Act) => Promise<void>;
};
