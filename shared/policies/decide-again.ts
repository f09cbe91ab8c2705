import { DomainError } from '#shared/platform/runtime/domain-error.ts';

/** After so many failed attempts it is no chance any more. */
const mostAttempts = 5;

/**
 * The outcome of reading, deciding and writing. An import or another call may write in between: then the attempt returns
 * undefined, and is made again. Throws DomainError `busy` after five attempts.
 */
export async function decideAgain<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  for (let attempts = 1; attempts <= mostAttempts; attempts++) {
    const outcome = await attempt();
    if (outcome !== undefined) return outcome;
  }
  throw new DomainError('busy', {}, { retryAfterSeconds: 1 });
}
