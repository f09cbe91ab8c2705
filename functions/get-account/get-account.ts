import { getAccount as contract } from '#shared/contract/account.ts';
import { ok } from '#shared/http/answer.ts';
import { endpoint } from '#shared/http/endpoint.ts';
import type { Accounts } from '#shared/sessions/accounts.ts';

type Needs = { readonly accounts: Accounts };

/** Who is signed in, and since when mail has not reached them (R5.2). */
export const getAccount = ({ accounts }: Needs) =>
  endpoint(contract, async ({ session }) => {
    const { username, email, mobile, language, registeredAt, mailUnreachableSince } = await accounts.live(session);
    return ok({
      ...{ username, email, mobile, language, registeredAt },
      ...(mailUnreachableSince === undefined ? {} : { mailUnreachableSince }),
    });
  });
