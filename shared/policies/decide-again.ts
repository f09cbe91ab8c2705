import { DomainError } from '#shared/platform/runtime/domain-error.ts';

/** So often in a row nothing comes between by chance. */
const mostAttempts = 5;

/**
 * The outcome of reading, deciding and writing: an import or another call may come between (the attempt is then undefined),
 * and it is read and decided anew. Throws DomainError `busy` when that does not end.
 */
export async function decideAgain<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  for (let attempts = 1; attempts <= mostAttempts; attempts++) {
    const outcome = await attempt();
    if (outcome !== undefined) return outcome;
  }
  throw new DomainError('busy', {}, { retryAfterSeconds: 1 });
}
