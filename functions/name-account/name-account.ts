import * as v from 'valibot';
import { accountOf, selfServiceScope } from '#shared/customers/accounts/account-claim.ts';

/** What is read of the pool's pre-token-generation event, version 2. */
const eventSchema = v.looseObject({
  version: v.literal('2'),
  request: v.looseObject({ userAttributes: v.record(v.string(), v.string()) }),
});

/**
 * The pool's pre-token-generation trigger, at first tokens and at refreshes: the access token names the account, and opens the
 * portal's API and nothing else (R1.5). Throws for an event of another form: then there are no tokens.
 */
export async function nameAccount(event: unknown) {
  const parsed = v.parse(eventSchema, event);
  const account = accountOf(parsed.request.userAttributes);
  if (account === undefined) throw new Error('The pool named no account of a user');
  return {
    ...parsed,
    response: {
      claimsAndScopeOverrideDetails: {
        accessTokenGeneration: {
          claimsToAddOrOverride: { account },
          scopesToSuppress: [selfServiceScope],
        },
      },
    },
  };
}
