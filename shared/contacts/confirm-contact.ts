import type { Mailer } from '#shared/mail/mail.ts';
import { DomainError } from '#shared/runtime/domain-error.ts';
import { describeError, log } from '#shared/runtime/log.ts';
import type { Pseudonyms } from '#shared/secrets/pseudonym.ts';
import type { Account } from '#shared/sessions/account.ts';
import type { TextSms } from '#shared/sms/sms.ts';
import type { ContactChanges, Pending } from './contact-changes.ts';
import { contactChangedMail } from './contact-mails.ts';
import { type ContactPair, contactPair } from './contact-pair.ts';
import { mobileChangedText } from './contact-texts.ts';

export type ConfirmContactNeeds = {
  readonly changes: ContactChanges;
  readonly pseudonyms: Pseudonyms;
  readonly mailer: Mailer;
  /** For what goes to the old number; to confirm an address needs none. */
  readonly sms?: TextSms;
  readonly origin: string;
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
 * Applies a change whose proof was right, and tells the old address or number (R11.2). Throws DomainError `contact-taken`, and
 * `confirmation-expired` where something else was quicker.
 */
export async function confirmContact(needs: ConfirmContactNeeds, accountId: string, pending: Pending): Promise<void> {
  const { changes, pseudonyms, now } = needs;
  if (pending.change.confirmed) return;
  const outcome = await changes.apply(accountId, pending, pairWith(pseudonyms, pending.account, pending.change), now());
  if (outcome === 'contact-taken') throw new DomainError('contact-taken');
  if (outcome === 'overtaken') throw new DomainError('confirmation-expired');
  await tellOld(needs, pending);
}

/** The change is made: a message that cannot be sent does not undo it. The mail also tells of a number: it may be lost. */
async function tellOld({ mailer, sms, origin }: ConfirmContactNeeds, { account, change }: Pending): Promise<void> {
  const { email, mobile, language } = account;
  try {
    await Promise.all([
      mailer.send(email, language, contactChangedMail(language, change.kind, origin), { purpose: 'contact-changed' }),
      change.kind === 'mobile' ? sms?.send(mobile, mobileChangedText(language)) : undefined,
    ]);
  } catch (error) {
    log.error('old contact not told', { operation: 'confirm-contact', ...describeError(error) });
  }
}
