import { renamePasskey as contract } from '#shared/contract/passkeys.ts';
import { endpoint, noContent } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { Passkeys } from '#shared/sign-in/passkeys/passkey.ts';
import type { Accounts } from '#shared/sign-in/sessions/accounts.ts';

type Needs = { readonly accounts: Accounts; readonly passkeys: Pick<Passkeys, 'rename'> };

/** Gives one of the customer's passkeys another name. */
export const renamePasskey = ({ accounts, passkeys }: Needs) =>
  endpoint(contract, async ({ session, path: { passkeyId }, body: { name } }) => {
    await accounts.live(session);
    if (!(await passkeys.rename(session.accountId, passkeyId, name))) throw new DomainError('passkey-not-found');
    return noContent();
  });
