import type { PasswordOutcome } from '#shared/sign-in/guard/password-check.ts';
import { createDeviceSeal } from '#shared/sign-in/lanes/device-seal.ts';
import { accountsWith, anAccount } from '#test/builders/account.ts';
import { type Cancelling, memoryCancelling } from '#test/builders/memory-cancelling.ts';
import { someTokens } from '#test/builders/session-tokens.ts';
import { cancelRegistration } from '../../../functions/cancel-registration/cancel-registration.ts';

const proven: PasswordOutcome = { kind: 'signed-in', tokens: someTokens({ accountId: 'account-1' }) };

type Setup = Pick<Cancelling, 'account' | 'failing' | 'pages'> & {
  readonly isClosed?: boolean;
  readonly outcome?: PasswordOutcome;
};

/** A portal of one account, over memory; `steps` keeps what was done, in order. */
export function setupCancelRegistration({ isClosed = false, outcome = proven, ...rest }: Setup = {}) {
  const account = 'account' in rest ? rest.account : anAccount();
  const portal = memoryCancelling({
    ...rest,
    account: account && { ...account, ...(isClosed ? { state: 'closed' as const } : {}) },
  });
  const { needs, step, steps, isGone, isOpen } = portal;
  const endpoint = cancelRegistration({
    ...needs,
    accounts: { live: (session) => accountsWith(portal.accountNow()).live(session) },
    devices: createDeviceSeal('a secret'),
    async checkPassword(username, password) {
      await step(`password ${username} ${password}`);
      return outcome;
    },
    pool: {
      async revoke(token) {
        await step(`revoke ${token}`);
        return 'ended';
      },
    },
    finishing: { put: (accountId) => step(`queue ${accountId}`) },
  });
  return { endpoint, steps, isGone, isOpen };
}
