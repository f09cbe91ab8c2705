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

/** The account's e-mail+mobile pair after a change. */
export const pairWith = (
  pseudonyms: Pseudonyms,
  { email, mobile }: Pick<Account, 'email' | 'mobile'>,
  change: { readonly kind: 'email' | 'mobile'; readonly value: string },
): ContactPair => {
  const pair = { email, mobile, [change.kind]: change.value };
  return contactPair(pseudonyms, pair.email, pair.mobile);
};

/**
 * Applies a change after its link or code was right, and reports it to the old address or number (R11.2). What cannot be sent
 * now, send-notices sends later. Throws DomainError `contact-taken`, and `confirmation-expired` if another change came first.
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
 * The notices of a change (R11.2): a mail to the old address, and for a new number also a text to the old one. The caller that
 * applies the change holds their lease and sends them at once; send-notices retries what fails.
 */
export function contactNotices(accountId: string, { account, change }: Pending, now: Date): readonly AddressedNotice[] {
  const { email, mobile, language } = account;
  const at = now.toISOString();
  const notice = (by: 'mail' | 'text'): Notice => ({
    // The same change gets the same id, so a retry writes no second notice.
    noticeId: `${firstChangeIdAt(at)}-${hash('sha256', `${by}|${change.proof}`, 'hex').slice(0, 16)}`,
    ...{ kind: 'contact-changed', accountId, at, changed: change.kind, by },
    leaseUntil: now.getTime() + noticeLease,
  });
  return [
    { notice: notice('mail'), recipient: { to: email, language } },
    ...(change.kind === 'mobile' ? [{ notice: notice('text'), recipient: { to: mobile, language } }] : []),
  ];
}
