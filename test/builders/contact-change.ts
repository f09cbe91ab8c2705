import { type ContactChange, type ContactChanges, proofOf } from '#shared/customers/contacts/contact-change.ts';
import type { AddressedNotice, SentNotice } from '#shared/messages/notices/notice.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';
import { anAccount } from './account.ts';

export const accountId = 'account-1';

/** A change of the account `anAccount` to another e-mail address; `secret` is its link's token, or its code. */
export const aContactChange = (secret: string, over: Partial<ContactChange> = {}): ContactChange => ({
  kind: 'email',
  value: 'new@example.org',
  proof: proofOf(accountId, secret),
  triesLeft: 5,
  sessionsValidFrom: anAccount().sessionsValidFrom,
  confirmed: false,
  expiresAt: Date.parse('2027-02-01T12:00:00Z') / 1000,
  ...over,
});

type Kept = {
  readonly account?: Account;
  readonly change?: ContactChange | undefined;
  readonly outcome?: Awaited<ReturnType<ContactChanges['apply']>>;
  /** Whether a pair is free, by its pseudonym. */
  readonly isFree?: (contact: string) => boolean;
};

/** The changes of one account, over memory; `put`, `withdrawn`, `applied` and `triesTaken` keep what was done. */
export function memoryContactChanges({
  account = anAccount(),
  change,
  outcome = 'applied',
  isFree = () => true,
}: Kept = {}) {
  const state = { change };
  const put: ContactChange[] = [];
  const withdrawn: ContactChange[] = [];
  const applied: Parameters<ContactChanges['apply']>[2][] = [];
  const counted = { triesTaken: 0 };
  const changes: ContactChanges = {
    isFree: async ({ contact }) => isFree(contact),
    put: async (_accountId, wanted) => void put.push(wanted),
    withdraw: async (_accountId, ended) => void withdrawn.push(ended),
    waiting: async () => (state.change ? [state.change] : []),
    find: async (of, kind) =>
      of === accountId && state.change?.kind === kind ? { account, change: state.change } : undefined,
    async takeTry() {
      if (!state.change || state.change.triesLeft === 0) return undefined;
      counted.triesTaken++;
      state.change = { ...state.change, triesLeft: state.change.triesLeft - 1 };
      return state.change.triesLeft;
    },
    async apply(_accountId, _pending, made) {
      applied.push(made);
      return outcome;
    },
  };
  return { changes, put, withdrawn, applied, counted };
}

/** Notices that keep only their outcomes. */
export function memoryNotices() {
  const removed: string[] = [];
  const released: string[] = [];
  const notices = {
    remove: async ({ noticeId }: SentNotice) => void removed.push(noticeId),
    release: async ({ noticeId }: SentNotice) => void released.push(noticeId),
  };
  return { notices, removed, released };
}

/** Each notice's way (mail or text) and recipient. */
export const waysOf = (notices: readonly AddressedNotice[]) =>
  notices.map(({ notice, recipient }) => [notice.kind === 'contact-changed' ? notice.by : notice.kind, recipient.to]);
