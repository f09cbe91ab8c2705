import { hash } from 'node:crypto';
import { firstChangeIdAt } from '#shared/insurer/changes/change.ts';
import type { AddressedNotice, Notice } from '#shared/messages/notices/notice.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';
import type { ContactChanges, Pending } from './contact-change.ts';
import { type ContactPair, contactPair } from './contact-pair.ts';
import { noticeLease, type SendNoticeNeeds, sendNotice } from './send-notice.ts';

export type ConfirmContactNeeds = SendNoticeNeeds & {
  readonly changes: ContactChanges;
  readonly pseudonyms: Pseudonyms;
  readonly now: () => Date;
};

/** The pair that an account would have after a change. */
export const pairWith = (
  pseudonyms: Pseudonyms,
  { email, mobile }: Pick<Account, 'email' | 'mobile'>,
  change: { readonly kind: 'email' | 'mobile'; readonly value: string },
): ContactPair => {
  const pair = { email, mobile, [change.kind]: change.value };
  return contactPair(pseudonyms, pair.email, pair.mobile);
};

/**
 * Applies a change whose proof was right, and reports it to the old address or number (R11.2); send-notices sends what cannot be
 * sent now. Throws DomainError `contact-taken`, and `confirmation-expired` where another change was quicker.
 */
export async function confirmContact(needs: ConfirmContactNeeds, accountId: string, pending: Pending): Promise<void> {
  const { changes, pseudonyms } = needs;
  if (pending.change.confirmed) return;
  const now = needs.now();
  const notices = contactNotices(accountId, pending, now);
  const pair = pairWith(pseudonyms, pending.account, pending.change);
  const outcome = await changes.apply(accountId, pending, { pair, notices }, now);
  if (outcome === 'contact-taken') throw new DomainError('contact-taken');
  if (outcome === 'overtaken') throw new DomainError('confirmation-expired');
  await Promise.all(notices.map(({ notice, recipient }) => sendNotice(needs, notice, recipient)));
}

/**
 * The notices of a change (R11.2): a mail to the old address, and for a number also a text to the old one. Whoever applies the
 * change has their lease and sends them at once; send-notices sends what fails.
 */
export function contactNotices(accountId: string, { account, change }: Pending, now: Date): readonly AddressedNotice[] {
  const { email, mobile, language } = account;
  const at = now.toISOString();
  const notice = (by: 'mail' | 'text'): Notice => ({
    // A retry that writes the same change again writes the same notice.
    noticeId: `${firstChangeIdAt(at)}-${hash('sha256', `${by}|${change.proof}`, 'hex').slice(0, 16)}`,
    ...{ kind: 'contact-changed', accountId, at, changed: change.kind, by },
    leaseUntil: now.getTime() + noticeLease,
  });
  return [
    { notice: notice('mail'), recipient: { to: email, language } },
    ...(change.kind === 'mobile' ? [{ notice: notice('text'), recipient: { to: mobile, language } }] : []),
  ];
}
