import type { pseudonymEnv } from '#shared/secrets/env.ts';
import type { userPoolEnv } from '#shared/sign-in/env.ts';
import type { PseudonymSecret } from '../identity/pseudonym-secret.ts';
import type { CustomerPool } from '../identity/user-pool.ts';
import type { Capability } from './capability.ts';

/** Exact operations of the customers' pool; Cognito's unsigned calls need none. */
export const callPool = (
  { pool, client }: CustomerPool,
  actions: readonly `cognito-idp:${string}`[],
): Capability<typeof userPoolEnv> => ({
  env: { USER_POOL_ID: pool.userPoolId, USER_POOL_CLIENT_ID: client.userPoolClientId },
  grant: [{ actions, resources: [pool.userPoolArn] }],
});

/** Temporary passwords; a user who is missing is made again (R11.1a). */
export const setPasswords = (customers: CustomerPool) =>
  callPool(customers, ['cognito-idp:AdminGetUser', 'cognito-idp:AdminSetUserPassword', 'cognito-idp:AdminCreateUser']);

/** Pseudonyms of contacts and identity data; the secret is read once, at init. */
export const makePseudonyms = ({ secret }: PseudonymSecret): Capability<typeof pseudonymEnv> => ({
  env: { PSEUDONYM_SECRET_ARN: secret.secretArn },
  grant: [{ actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretArn] }],
});
