import { cancelRegistration as contract } from '#shared/contract/account.ts';
import type { FinishingRequests } from '#shared/customers/cancelling/cancellations.ts';
import type { FinishCancellingNeeds } from '#shared/customers/cancelling/finish-cancelling.ts';
import { finishOrQueue } from '#shared/customers/cancelling/finish-or-queue.ts';
import { endpoint, noContent } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { type ConfirmPasswordNeeds, confirmPassword } from '#shared/sign-in/credentials/confirm-password.ts';
import { type Accounts, isSessionEnded } from '#shared/sign-in/sessions/accounts.ts';
import { sessionCookie } from '#shared/sign-in/sessions/session-cookie.ts';

type Needs = FinishCancellingNeeds &
  ConfirmPasswordNeeds & {
    readonly accounts: Accounts;
    readonly finishing: FinishingRequests;
  };

/**
 * Cancels the registration (R11.1). Closing the account ends all access; usually the same call erases everything else. Before
 * that it queues a message, which finishes the cancellation if this call cannot. A repeated call continues.
 */
export const cancelRegistration = (needs: Needs) => {
  // The customer sees a cancelled registration, even if the queue must do the rest.
  const finish = finishOrQueue(needs, contract.name);

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
    await finish(accountId);
    return { ...noContent(), cookies: [sessionCookie.cleared] };
  });
};
