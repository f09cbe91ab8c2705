import { chooseSecondStep as contract } from '#shared/contract/account.ts';
import { endpoint, noContent } from '#shared/platform/http/endpoint.ts';
import { type ConfirmPasswordNeeds, confirmPassword } from '#shared/sign-in/credentials/confirm-password.ts';
import { browserKindOf } from '#shared/sign-in/lanes/browser-kind.ts';
import type { SecondSteps } from '#shared/sign-in/second-step/second-steps.ts';
import type { Accounts } from '#shared/sign-in/sessions/accounts.ts';

type Needs = ConfirmPasswordNeeds & {
  readonly accounts: Accounts;
  readonly secondSteps: Pick<SecondSteps, 'choose'>;
};

/**
 * Turns the second step on or off, after a test of the password through the same guard as sign-in (R3.2a). Sessions stay: whoever turns
 * it on because of a stranger also signs out everywhere.
 */
export const chooseSecondStep = (needs: Needs) =>
  endpoint(contract, async ({ session, cookies, userAgent, body: { password, on } }) => {
    const { accountId } = session;
    const account = await needs.accounts.live(session);
    await confirmPassword(needs, { accountId, account, password, cookies });
    const { customerId, secondStep: present } = account;
    const choosing = { caller: session, customerId, kind: browserKindOf(userAgent), present };
    await needs.secondSteps.choose(choosing, on, needs.now());
    return noContent();
  });
