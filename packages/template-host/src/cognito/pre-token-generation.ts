import * as v from 'valibot';
import { AwsError, localRegion } from '../aws/service.ts';
import type { ClientDefinition } from './definitions.ts';
import type { Pool } from './pools.ts';
import type { Realm } from './realm.ts';
import type { Grant } from './refresh-tokens.ts';
import { accessScope, signTokens } from './tokens.ts';
import { askFunction } from './trigger.ts';
import type { User } from './users.ts';

/** The reason for issuing tokens, in Cognito's words. */
export type TokenSource =
  | 'TokenGeneration_Authentication'
  | 'TokenGeneration_NewPasswordChallenge'
  | 'TokenGeneration_RefreshTokens';

const changes = v.object({
  claimsToAddOrOverride: v.optional(v.record(v.string(), v.unknown()), {}),
  claimsToSuppress: v.optional(v.array(v.string()), []),
});
const answerSchema = v.object({
  response: v.object({
    claimsAndScopeOverrideDetails: v.nullish(
      v.object({
        idTokenGeneration: v.nullish(changes),
        accessTokenGeneration: v.nullish(
          v.object({
            ...changes.entries,
            scopesToAdd: v.optional(v.array(v.string()), []),
            scopesToSuppress: v.optional(v.array(v.string()), []),
          }),
        ),
      }),
    ),
  }),
});

/** Claims that no trigger may change (developer guide, "Pre token generation Lambda trigger"). */
const fixed = new Set(
  `acr amr at_hash auth_time azp cognito:username exp iat identities iss jti nbf nonce origin_jti sub token_use`.split(
    ' ',
  ),
);

/**
 * Issues the access and id token of a user, with the changes of the pool's pre-token-generation trigger (event version 2). Throws
 * like `askFunction`, and InvalidLambdaResponseException for an answer in another form.
 */
export async function issueTokens(
  realm: Realm,
  pool: Pool,
  client: ClientDefinition,
  user: User,
  grant: Grant,
  source: TokenSource,
) {
  const functionArn = pool.definition.triggers.preTokenGenerationConfig;
  if (!functionArn) return await signTokens(pool, client, user, grant, realm.clock.now());
  const event = {
    version: '2',
    triggerSource: source,
    region: localRegion,
    userPoolId: pool.definition.poolId,
    userName: user.username,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: client.clientId },
    request: {
      userAttributes: { sub: user.sub, 'cognito:user_status': user.status, ...user.attributes },
      groupConfiguration: { groupsToOverride: [], iamRolesToOverride: [], preferredRole: null },
      scopes: [accessScope],
    },
    response: { claimsAndScopeOverrideDetails: null },
  };
  const call = () => realm.invokeTrigger(functionArn, event);
  const parsed = v.safeParse(answerSchema, await askFunction('PreTokenGeneration', call, realm.triggerTimeoutMs));
  if (!parsed.success) throw new AwsError('InvalidLambdaResponseException', 'Unrecognizable lambda output');
  const wanted = parsed.output.response.claimsAndScopeOverrideDetails?.accessTokenGeneration;
  const scopes = [accessScope, ...(wanted?.scopesToAdd ?? [])].filter(
    (scope) => !wanted?.scopesToSuppress.includes(scope),
  );
  const claims = Object.entries(wanted?.claimsToAddOrOverride ?? {}).filter(([name]) => !fixed.has(name));
  return await signTokens(pool, client, user, grant, realm.clock.now(), {
    ...Object.fromEntries(claims),
    scope: scopes.length > 0 ? scopes.join(' ') : undefined,
  });
}
