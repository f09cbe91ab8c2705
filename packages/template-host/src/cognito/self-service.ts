import { decodeJwt } from 'jose';
import * as v from 'valibot';
import { AwsError } from '../aws/service.ts';
import { listAttributes } from './attributes.ts';
import * as members from './members.ts';
import { checkPassword } from './password-policy.ts';
import { incorrect } from './password-sign-in.ts';
import type { Pool } from './pools.ts';
import { type Operation, operation } from './protocol.ts';
import type { Realm } from './realm.ts';
import { accessScope, issuerOf, readAccessToken } from './tokens.ts';
import type { User } from './users.ts';

/** The calls that a user's own access token allows: GetUser, DeleteUser, GlobalSignOut, ChangePassword. */
export function selfServiceOperations(realm: Realm): Record<string, Operation> {
  const byToken = v.object({ AccessToken: members.token });
  return {
    GetUser: operation(byToken, async ({ AccessToken }) => {
      const { user, readAttributes } = await bearer(realm, AccessToken);
      return { Username: user.username, UserAttributes: listAttributes(user, readAttributes) };
    }),
    DeleteUser: operation(byToken, async ({ AccessToken }) => {
      const { pool, user } = await bearer(realm, AccessToken);
      pool.users.remove(user.sub);
      return {};
    }),
    GlobalSignOut: operation(byToken, async ({ AccessToken }) => {
      const { pool, user } = await bearer(realm, AccessToken);
      pool.users.change(user.sub, (now) => ({ ...now, generation: now.generation + 1 }));
      return {};
    }),
    ChangePassword: operation(
      v.object({
        AccessToken: members.token,
        PreviousPassword: members.password,
        ProposedPassword: members.password,
      }),
      async (input) => {
        const { pool, user } = await bearer(realm, input.AccessToken);
        const key = `${pool.definition.poolId}/${user.username}`;
        if (realm.throttle.refuses(key))
          throw new AwsError('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
        checkPassword(input.ProposedPassword, pool.definition.passwordPolicy);
        if (!(await realm.passwords.matches(input.PreviousPassword, user.passwordHash))) {
          realm.throttle.failed(key);
          throw incorrect();
        }
        realm.throttle.succeeded(key);
        const passwordHash = await realm.passwords.hash(input.ProposedPassword);
        if (pool.users.get(user.sub).passwordHash !== user.passwordHash) throw incorrect();
        pool.users.change(user.sub, ({ temporaryUntil: _, ...kept }) => ({
          ...kept,
          status: 'CONFIRMED',
          passwordHash,
          modifiedAt: realm.clock.now(),
        }));
        return {};
      },
    ),
  };
}

/** The user of an access token. Throws NotAuthorizedException if the token is no longer valid, or UserNotFoundException. */
async function bearer(
  realm: Realm,
  accessToken: string,
): Promise<{ pool: Pool; user: User; readAttributes: readonly string[] | undefined }> {
  const pool = realm.pools.all().find(({ definition }) => issuerOf(definition.poolId) === issuer(accessToken));
  if (!pool) throw new AwsError('NotAuthorizedException', 'Invalid Access Token');
  const claims = await readAccessToken(pool, accessToken, realm.clock.now());
  if (!claims.scope.split(' ').includes(accessScope))
    throw new AwsError('NotAuthorizedException', 'Access Token does not have required scopes');
  const user = pool.users.get(claims.sub);
  // Without EnableTokenRevocation an access token names no grant, and nothing but its expiry ends it.
  if (claims.origin_jti !== undefined && realm.refreshTokens.live(claims.origin_jti)?.generation !== user.generation)
    throw new AwsError('NotAuthorizedException', 'Access Token has been revoked');
  if (!user.enabled) throw new AwsError('NotAuthorizedException', 'User is disabled.');
  return { pool, user, readAttributes: realm.pools.client(claims.client_id).client.readAttributes };
}

function issuer(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}
