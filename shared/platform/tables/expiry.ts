/** The TTL attribute in whole seconds, rounded up, so that DynamoDB never deletes early. */
export const expiresAt = (date: Date): number => Math.ceil(date.getTime() / 1000);

/** When what proves something that happened at `date` expires, `years` later (the setting evidenceYears). */
export function provedUntil(date: Date, years: number): number {
  const until = new Date(date);
  until.setUTCFullYear(until.getUTCFullYear() + years);
  return expiresAt(until);
}

/** Whether an item has expired. DynamoDB may delete it days late, so it counts as absent (R6.2). */
export const isExpired = (item: { readonly expiresAt?: number | undefined }, now: Date): boolean =>
  item.expiresAt !== undefined && item.expiresAt * 1000 <= now.getTime();
