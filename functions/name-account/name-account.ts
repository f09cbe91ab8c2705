import * as v from 'valibot';
import { accountOf, selfServiceScope } from '#shared/sign-in/credentials/credentials.ts';

/** What we read from the pool's pre-token-generation event, version 2. */
const eventSchema = v.looseObject({
  version: v.literal('2'),
  request: v.looseObject({ userAttributes: v.record(v.string(), v.string()) }),
});

/**
 * The pool's pre-token-generation trigger, for first tokens and refreshes. The access token names the account and opens only the
 * portal's API (R1.5). Throws for any other event, and then the pool issues no tokens.
 */
export async function nameAccount(event: unknown) {
  const parsed = v.parse(eventSchema, event);
  const account = accountOf(parsed.request.userAttributes);
  if (account === undefined) throw new Error('The event of the pool names no account');
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
