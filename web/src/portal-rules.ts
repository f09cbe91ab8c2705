/** The figures that the pages name; the API applies the rules that they come from. */
export const portalRules = {
  /** Wrong passwords until the lock (R3.1). */
  attempts: 3,
  /** How long the lock holds, in hours (R3.1). */
  lockHours: 24,
  /** How long a document can be read, in calendar months (R6.1). */
  months: 13,
  /** How long the link of a confirmation mail is good, in hours (R2.7, R11.2). */
  linkHours: 24,
  /** How long the code is good that confirms a new mobile number, in minutes (R11.2). */
  codeMinutes: 15,
  /** The shortest password the portal takes, in characters. */
  shortestPassword: 12,
  /** Most passkeys of one account. */
  mostPasskeys: 10,
} as const;
