import { describeError, log } from '#shared/platform/runtime/log.ts';
import { Postponed } from '#shared/platform/runtime/queue-worker.ts';
import { type FinishCancellingNeeds, finishCancelling } from './finish-cancelling.ts';

/** How long the caller waits for the erasure, in ms; after that the queue does the rest. */
const patience = 6_000;

/**
 * Finishes a cancellation at once if it can; otherwise the queue does the rest. Returns whether everything is erased. Never throws:
 * the account is closed, so access has ended.
 */
export const finishOrQueue = (needs: FinishCancellingNeeds, operation: string) => {
  const finish = finishCancelling(needs);
  return async (accountId: string): Promise<boolean> => {
    try {
      await finish(accountId, { within: patience, withoutMail: false });
      return true;
    } catch (error) {
      const reason = error instanceof Postponed ? error.code : 'failed';
      log.info('cancelling-left-to-queue', { operation, reason, ...describeError(error) });
      return false;
    }
  };
};
