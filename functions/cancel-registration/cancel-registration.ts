import { cancelRegistration as contract } from '#shared/contract/account.ts';
import type { FinishingRequests } from '#shared/customers/cancelling/cancellations.ts';
import { type FinishCancellingNeeds, finishCancelling } from '#shared/customers/cancelling/finish-cancelling.ts';
import { endpoint, noContent } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { describeError, log } from '#shared/platform/runtime/log.ts';
import { Postponed } from '#shared/platform/runtime/queue-worker.ts';
import { type ConfirmPasswordNeeds, confirmPassword } from '#shared/sign-in/credentials/confirm-password.ts';
import { type Accounts, isSessionEnded } from '#shared/sign-in/sessions/accounts.ts';
import { sessionCookie } from '#shared/sign-in/sessions/session-cookie.ts';

type Needs = FinishCancellingNeeds &
  ConfirmPasswordNeeds & {
    readonly accounts: Accounts;
    readonly finishing: FinishingRequests;
  };

/** How long the customer waits for the erasure, in ms; after that the queue does the rest. */
const patience = 6_000;

/**
 * Cancels the registration (R11.1). Closing the account ends all access; usually the same call erases everything else. Before
 * that it queues a message, which finishes the cancellation if this call cannot. A repeated call continues.
 */
export const cancelRegistration = (needs: Needs) => {
  const finish = finishCancelling(needs);

  async function finishOrQueue(accountId: string) {
    try {
      await finish(accountId, { within: patience, withoutMail: false });
    } catch (error) {
      // Access has ended, and the queue does the rest: the customer sees a cancelled registration.
      const reason = error instanceof Postponed ? error.code : 'failed';
      log.info('cancelling-left-to-queue', { operation: contract.name, reason, ...describeError(error) });
    }
  }

  return endpoint(contract, async ({ session, cookies, body: { password } }) => {
    const { accountId } = session;
    const closed = await needs.cancellations.findClosed(accountId);
    if (closed) {
      if (isSessionEnded(closed, session)) throw new DomainError('session-ended');
    } else {
      const account = await needs.accounts.live(session);
      await confirmPassword(needs, { accountId, account, password, cookies });
      await needs.finishing.put(accountId);
      await needs.cancellations.close(accountId, needs.now());
    }
    await finishOrQueue(accountId);
    return { ...noContent(), cookies: [sessionCookie.cleared] };
  });
};
