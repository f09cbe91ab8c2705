import { confirmEmail as contract } from '#shared/contract/account.ts';
import { type ConfirmContactNeeds, confirmContact } from '#shared/customers/contacts/confirm-contact.ts';
import { accountOfToken, proofOf } from '#shared/customers/contacts/contact-change.ts';
import { endpoint, noContent } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';

/** Confirms a new e-mail address by its link, on any device (R11.2). */
export const confirmEmail = (needs: ConfirmContactNeeds) =>
  endpoint(contract, async ({ body: { token } }) => {
    const accountId = accountOfToken(token);
    const pending = await needs.changes.find(accountId, 'email', needs.now());
    if (!pending || pending.change.proof !== proofOf(accountId, token)) throw new DomainError('confirmation-expired');
    await confirmContact(needs, accountId, pending);
    return noContent();
  });
