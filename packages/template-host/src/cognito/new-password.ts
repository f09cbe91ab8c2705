import { readAttributes } from './attributes.ts';
import { invalidSession } from './challenge-sessions.ts';
import type { ClientDefinition } from './definitions.ts';
import { checkPassword } from './password-policy.ts';
import { beginGrant, required } from './password-sign-in.ts';
import type { Pool } from './pools.ts';
import type { Answer } from './protocol.ts';
import type { Realm } from './realm.ts';
import { checkSecretHash } from './secret-hash.ts';

/**
 * Answers NEW_PASSWORD_REQUIRED: stores the new password and returns tokens. No password is compared, and only the trigger for
 * tokens runs. If the policy refuses the password (InvalidPasswordException), the session can be used again; after tokens it
 * cannot.
 */
export async function answerNewPassword(
  realm: Realm,
  pool: Pool,
  client: ClientDefinition,
  session: string,
  responses: Readonly<Record<string, string>>,
): Promise<Answer> {
  const username = required(responses, 'USERNAME');
  checkSecretHash(client, [username], responses.SECRET_HASH);
  const newPassword = required(responses, 'NEW_PASSWORD');
  const { sub, custom } = realm.sessions.check(session, client.clientId);
  if (custom || pool.users.find(username)?.sub !== sub) throw invalidSession('.');
  checkPassword(newPassword, pool.definition.passwordPolicy);
  const attributes = readAttributes(writtenAttributes(responses, client), pool.definition);
  const passwordHash = await realm.passwords.hash(newPassword);

  // From here to the change nothing is awaited, so of two parallel answers exactly one counts.
  if (pool.users.get(sub).status !== 'FORCE_CHANGE_PASSWORD') throw invalidSession(', session can only be used once.');
  realm.sessions.use(session, client.clientId);
  const user = pool.users.change(sub, ({ temporaryUntil: _, ...kept }) => ({
    ...kept,
    attributes: { ...kept.attributes, ...attributes },
    status: 'CONFIRMED',
    passwordHash,
    modifiedAt: realm.clock.now(),
  }));
  const tokens = await beginGrant(realm, pool, client, user, 'TokenGeneration_NewPasswordChallenge');
  return { AuthenticationResult: tokens, ChallengeParameters: {} };
}

const prefix = 'userAttributes.';

function writtenAttributes(responses: Readonly<Record<string, string>>, client: ClientDefinition) {
  return Object.entries(responses)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, Value]) => ({ Name: name.slice(prefix.length), Value }))
    .filter(({ Name }) => client.writeAttributes?.includes(Name) ?? true);
}
