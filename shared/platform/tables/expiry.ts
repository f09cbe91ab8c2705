/** TTL attributes are whole seconds; rounded up, so that the database never deletes early. */
export const expiresAt = (date: Date): number => Math.ceil(date.getTime() / 1000);

/** DynamoDB deletes expired items up to days late: whatever has expired counts as absent (R6.2). */
export const isExpired = (item: { readonly expiresAt?: number | undefined }, now: Date): boolean =>
  item.expiresAt !== undefined && item.expiresAt * 1000 <= now.getTime();
