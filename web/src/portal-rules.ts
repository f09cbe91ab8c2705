/** The figures that the pages tell customers; the rules they come from are the API's. */
export const portalRules = {
  /** Wrong passwords until the lock (R3.1). */
  attempts: 3,
  /** How long the lock holds, in hours (R3.1). */
  lockHours: 24,
  /** How long a document can be read, in calendar months (R6.1). */
  months: 13,
  /** How long the link of the confirmation mail is good, in hours (R2.7). */
  linkHours: 24,
} as const;
