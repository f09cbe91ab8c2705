import type { ClosedAccount } from '#shared/customers/cancelling/cancellations.ts';
import type { PasswordOutcome } from '#shared/sign-in/guard/password-check.ts';
import type { Account } from '#shared/sign-in/sessions/account.ts';
import { accountsWith, anAccount } from '#test/builders/account.ts';
import { someTokens } from '#test/builders/session-tokens.ts';
import { cancelRegistration } from '../../../functions/cancel-registration/cancel-registration.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const proven: PasswordOutcome = { kind: 'signed-in', tokens: someTokens({ accountId: 'account-1' }) };

type Setup = {
  readonly account?: Account | undefined;
  readonly isClosed?: boolean;
  readonly outcome?: PasswordOutcome;
  /** What a step throws, by its name. */
  readonly failing?: Readonly<Record<string, unknown>>;
  /** ms that erasing one page takes, and how many there are. */
  readonly pages?: { readonly each: number; readonly many: number };
};

/** A portal of one account, over memory; `steps` tells what was done, in order. */
export function setupCancelRegistration({
  isClosed = false,
  outcome = proven,
  failing = {},
  pages = { each: 0, many: 1 },
  ...rest
}: Setup = {}) {
  const account = 'account' in rest ? rest.account : anAccount();
  const state = { account: account && { ...account, ...(isClosed ? { state: 'closed' as const } : {}) } };
  const time = { now: noon.getTime(), pagesLeft: pages.many };
  const steps: string[] = [];
  async function step(name: string) {
    steps.push(name);
    if (name in failing) throw failing[name];
  }

  const findClosed = async (accountId: string): Promise<ClosedAccount | undefined> =>
    state.account?.state === 'closed' ? { ...state.account, accountId, closedAt: noon, enrolled: ['P-1'] } : undefined;
  const endpoint = cancelRegistration({
    accounts: { live: (session) => accountsWith(state.account).live(session) },
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
    turns: { isTaken: async () => false },
    cancellations: {
      findClosed,
      isGone: async () => state.account === undefined,
      async close(accountId) {
        await step(`close ${accountId}`);
        if (state.account) state.account = { ...state.account, state: 'closed' };
      },
      async endEnrolments() {
        await step('end-enrolments');
        return noon;
      },
      tellInsurer: () => step('tell-insurer'),
      dropCorrection: () => step('drop-correction'),
      async readErasable() {
        time.now += pages.each;
        time.pagesLeft -= 1;
        const page = { versions: [{ key: 'documents/P-1/a.pdf', versionId: 'v-1' }], items: ['DOCUMENT#1'] };
        return time.pagesLeft > 0 ? { ...page, next: 'more' } : page;
      },
      erase: (_, items) => step(`erase ${items}`),
      async takeMail() {
        await step('take-mail');
        return 'taken';
      },
      settleMail: (_, as) => step(`mail ${as}`),
      async forget() {
        await step('forget');
        state.account = undefined;
      },
    },
    versions: { remove: (versions) => step(`versions ${versions.map(({ versionId }) => versionId)}`) },
    credentials: {
      signOutEverywhere: () => step('sign-out-everywhere'),
      remove: () => step('remove-user'),
    },
    mailer: {
      async send(to, _language, _content, tags) {
        await step(`send ${tags?.purpose} ${to}`);
        return { messageId: 'mail-1' };
      },
    },
    origin: 'https://portal.example',
    now: () => new Date(time.now),
  });
  return {
    endpoint,
    steps,
    isGone: () => state.account === undefined,
    isOpen: () => state.account?.state === 'active',
  };
}
