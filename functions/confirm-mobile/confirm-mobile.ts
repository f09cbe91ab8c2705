import { confirmMobile as contract } from '#shared/contract/account.ts';
import { type ConfirmContactNeeds, confirmContact } from '#shared/customers/contacts/confirm-contact.ts';
import { proofOf } from '#shared/customers/contacts/contact-change.ts';
import type { TextSms } from '#shared/messages/sms/sms.ts';
import { endpoint, noContent } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { Accounts } from '#shared/sign-in/sessions/accounts.ts';

type Needs = ConfirmContactNeeds & { readonly accounts: Accounts; readonly sms: TextSms };

/**
 * Confirms a new mobile number by its code (R11.2). It uses up a try before it compares the code, so that parallel guesses count.
 */
export const confirmMobile = (needs: Needs) =>
  endpoint(contract, async ({ session, body: { code } }) => {
    const { accounts, changes, now } = needs;
    const { accountId } = session;
    const [, pending] = await Promise.all([accounts.live(session), changes.find(accountId, 'mobile', now())]);
    const attemptsLeft = pending && (await changes.takeTry(accountId, 'mobile'));
    if (!pending || attemptsLeft === undefined) throw new DomainError('confirmation-expired');
    if (pending.change.proof !== proofOf(accountId, code))
      throw new DomainError('invalid-fields', { fields: ['code'], attemptsLeft });
    await confirmContact(needs, accountId, pending);
    return noContent();
  });
