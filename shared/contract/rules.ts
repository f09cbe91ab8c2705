/**
 * The figures of the rules that customers read of, in the units in which they are said. What applies a rule takes its figure from
 * here, and so does every page, mail and SMS that names it.
 */
export const rules = {
  /** Wrong passwords until the lock (R3.1). */
  attempts: 3,
  /** How long the lock holds, in hours (R3.1). */
  lockHours: 24,
  /** How long a document can be read, in calendar months (R6.1). */
  months: 13,
  /** How long the link of a confirmation mail is good, in hours (R2.7, R11.2). */
  linkHours: 24,
  /** How long a temporary password is good, and the link of the mail that brings it, in hours (R2.8, R4.1). */
  passwordHours: 24,
  /** How long the code is good that confirms a new mobile number, in minutes (R11.2). */
  codeMinutes: 15,
  /** How long the code of a sign-in is good, in minutes; unused mails with one, in a day; when a recovery ends the second step, in hours. */
  signInCodeMinutes: 10,
  signInCodeMails: 5,
  secondStepEndHours: 24,
  /** The shortest password the portal takes, in characters. */
  shortestPassword: 12,
  /** The longest, in characters. */
  longestPassword: 256,
  /** How long a username may be that somebody chooses, in characters. */
  shortestUsername: 3,
  longestUsername: 50,
  /** Most passkeys of one account. */
  mostPasskeys: 10,
  /** Mails to an address that nobody has confirmed, in an hour (R2.3a). */
  mailsPerAddress: 3,
  /** Mails about new browsers, in a day (R1.6). */
  newBrowserMails: 5,
  /** How long before the end of a session its warning comes, in minutes (R1.6). */
  warningMinutes: 2,
  /** How long a document is unread when a reminder comes, and how long before its end another, in days (R14.1). */
  unreadDays: 14,
  endingDays: 30,
} as const;

/** What passkeys sign with: EdDSA, ES256, RS256, by COSE's numbers. Devices are asked for these, and the API takes no other. */
export const passkeyAlgorithms = [-8, -7, -257] as const;
