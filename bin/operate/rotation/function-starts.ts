/** In seconds. How long a call that began before its function's new start may still run: an import's 15 minutes. */
export const longestCall = 15 * 60;

/**
 * Reads the times in a text, as `aws lambda list-functions` writes them (`LastModified`), separated by spaces. Throws for a word
 * that is no time.
 */
export function readStarts(text: string): readonly Date[] {
  const starts = text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => new Date(word));
  if (starts.some((start) => Number.isNaN(start.getTime()))) throw new Error('A start of a function is no time');
  return starts;
}

export type StartTerms = {
  /** When each function that reads the secret was started last. */
  readonly starts: readonly Date[];
  /** When the secret that all of them must have read was written. */
  readonly writtenAt: Date;
  /** In seconds. */
  readonly longestCall: number;
  readonly now: Date;
};

/**
 * Throws unless every function has read the current secret, and no call that began before still runs. A function that does not
 * know the newer secret would treat a pair that is held under it as free (R2.6).
 */
export function requireStarts({ starts, writtenAt, longestCall: seconds, now }: StartTerms): void {
  if (starts.length === 0)
    throw new Error('Say when each function was started last (--function-starts): see the runbook');
  const earlier = starts.filter((start) => start <= writtenAt);
  if (earlier.length > 0)
    throw new Error(
      `${earlier.length} of ${starts.length} functions have not started since the secret was written at ${writtenAt.toISOString()}: start every function first`,
    );
  const calm = new Date(Math.max(...starts.map(Number)) + seconds * 1000);
  if (calm > now) throw new Error(`Calls that began before may still run: wait until ${calm.toISOString()}`);
}
