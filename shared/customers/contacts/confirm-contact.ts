import { type SendNoticeNeeds, sendNotice } from '#shared/messages/notices/send-notice.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import type { Account } from '#shared/sign-in/sessions/account.ts';
import type { ContactChanges, Pending } from './contact-changes.ts';
import { contactNotices } from './contact-notices.ts';
import { type ContactPair, contactPair } from './contact-pair.ts';

export type ConfirmContactNeeds = SendNoticeNeeds & {
  readonly changes: ContactChanges;
  readonly pseudonyms: Pseudonyms;
  readonly now: () => Date;
};

/** The pair that an account would have with a change, as it is kept. */
export const pairWith = (
  pseudonyms: Pseudonyms,
  { email, mobile }: Pick<Account, 'email' | 'mobile'>,
  change: { readonly kind: 'email' | 'mobile'; readonly value: string },
): ContactPair => {
  const pair = { email, mobile, [change.kind]: change.value };
  return contactPair(pseudonyms, pair.email, pair.mobile);
};

/**
 * Applies a change whose proof was right, and tells the old address or number (R11.2); what cannot be told now waits for
 * send-notices. Throws DomainError `contact-taken`, and `confirmation-expired` where something else was quicker.
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
