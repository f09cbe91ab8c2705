import type { ClosedAccount } from '#shared/customers/cancelling/cancellations.ts';
import type { FinishCancellingNeeds } from '#shared/customers/cancelling/finish-cancelling.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';

const noon = new Date('2027-01-31T12:00:00Z');

export type Cancelling = {
  readonly account?: Account | undefined;
  /** The error that a step throws, by the step's name. */
  readonly failing?: Readonly<Record<string, unknown>>;
  /** ms that erasing one page takes, and how many there are. */
  readonly pages?: { readonly each: number; readonly many: number };
  /** Whether somebody may still set the account's password. */
  readonly isTurnTaken?: boolean;
  readonly mail?: 'taken' | 'held' | 'sent';
};

/** What finishing a cancellation needs, of one account and over memory; `steps` keeps what was done, in order. */
export function memoryCancelling({
  account,
  failing = {},
  pages = { each: 0, many: 1 },
  isTurnTaken = false,
  mail = 'taken',
}: Cancelling) {
  const state = { account };
  const time = { now: noon.getTime(), pagesLeft: pages.many };
  const steps: string[] = [];
  async function step(name: string) {
    steps.push(name);
    if (name in failing) throw failing[name];
  }

  const findClosed = async (accountId: string): Promise<ClosedAccount | undefined> =>
    state.account?.state === 'closed'
      ? { ...state.account, accountId, closedAt: noon, isContested: false, enrolled: ['P-1'] }
      : undefined;
  const needs: FinishCancellingNeeds = {
    turns: { isTaken: async () => isTurnTaken },
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
      async readErasable() {
        time.now += pages.each;
        time.pagesLeft -= 1;
        const page = {
          versions: [{ key: 'documents/P-1/a.pdf', versionId: 'v-1' }],
          items: [{ pk: 'ACCOUNT#a', sk: 'DOCUMENT#1' }],
        };
        return time.pagesLeft > 0 ? { ...page, next: 'more' } : page;
      },
      erase: (items) => step(`erase ${items.map(({ sk }) => sk)}`),
      async takeMail() {
        await step('take-mail');
        return mail;
      },
      settleMail: (_, as) => step(`mail ${as}`),
      async forget() {
        await step('forget');
        state.account = undefined;
      },
    },
    corrections: { drop: () => step('drop-correction') },
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
  };
  return {
    needs,
    step,
    steps,
    /** The account as it is now. */
    accountNow: () => state.account,
    isGone: () => state.account === undefined,
    isOpen: () => state.account?.state === 'active',
  };
}
