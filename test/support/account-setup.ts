import { setTimeout as pause } from 'node:timers/promises';
import { GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { poolId } from 'template-host/testing/cognito-pool-builder';
import * as v from 'valibot';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey, contactKey, type Key, personKey, usernameKey } from '#shared/platform/tables/portal-keys.ts';
import { cognitoCredentials } from '#shared/sign-in/credentials/cognito-credentials.ts';
import { dynamoPasswordTurns } from '#shared/sign-in/credentials/dynamo-password-turns.ts';
import { dynamoSessionCutoff } from '#shared/sign-in/credentials/dynamo-session-cutoff.ts';
import { newTurnId } from '#shared/sign-in/credentials/password-turn.ts';
import { newAttemptId } from '#shared/sign-in/guard/guard.ts';
import { createPasswordCheck } from '#shared/sign-in/guard/password-check.ts';
import { dynamoAccounts } from '#shared/sign-in/sessions/dynamo-accounts.ts';
import { testPseudonym } from '#test/builders/identity.ts';
import { aMailer } from './a-mailer.ts';
import { setupSignIn } from './sign-in-setup.ts';

export const password = 'hosszu-Mondat-7-lo';
export const username = 'eva.minta';
export const email = 'eva.minta@posta.example';
export const mobile = '+36301234567';
export const customerId = 'C-1001';
export const contact = testPseudonym('contact', email, mobile);

const tokenSchema = v.object({ accessToken: v.string() });
const claimsSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ account: v.string(), iat: v.number(), origin_jti: v.string() }),
);

/** One registered customer over the emulated pool and table, and what the account's functions need. */
export async function setupAccount({ chosen = true }: { chosen?: boolean } = {}) {
  const world = await setupSignIn();
  const { dynamo, table, sdk } = world;
  const now = () => new Date(Date.now() + world.time.offset);
  const put = (key: Key, item: object) =>
    dynamo.send(new PutItemCommand({ TableName: table, Item: toItem({ ...key, ...item }) }));
  const get = async (key: Key) => {
    const { Item: item } = await dynamo.send(
      new GetItemCommand({ TableName: table, Key: toItem(key), ConsistentRead: true }),
    );
    return item && unmarshall(item);
  };

  const created = await world.createUser(username, 'kmf7-hpa4-ztue-9dre');
  const accountId = v.parse(v.string(), created.User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value);
  if (chosen) await world.setPassword(username, password, true);
  await put(accountKey(accountId), {
    ...{ username, email, mobile, customerId, contact },
    language: 'hu',
    registeredAt: '2027-01-01T00:00:00.000Z',
    sessionsValidFrom: 0,
    state: 'active',
  });
  for (const key of [personKey(customerId), usernameKey(username), contactKey(contact)])
    await put(key, { accountId, customerId });

  return {
    ...world,
    ...aMailer(),
    now,
    accountId,
    put,
    get,
    scan: async () =>
      ((await dynamo.send(new ScanCommand({ TableName: table }))).Items ?? []).map((item) => unmarshall(item)),
    /** A pause of a second or more waits for the time alone, which moves on by it; shorter ones wait for others. */
    pause: (ms: number) => (ms < 900 ? pause(ms) : world.advance(ms)),
    origin: 'https://portal.example',
    accounts: dynamoAccounts(dynamo, table),
    credentials: cognitoCredentials({ calls: sdk, sets: sdk }, poolId),
    turns: dynamoPasswordTurns(dynamo, table),
    newTurnId,
    cutoff: dynamoSessionCutoff(dynamo, table),
    checkPassword: createPasswordCheck({ guard: world.guard, pool: world.userPool, now, pause, newAttemptId }),
    /** Signs in and returns the session as the authorizer would. */
    async session(typed = password) {
      const answer = await world.signInAs(username, typed);
      const { accessToken } = v.parse(tokenSchema, answer.body);
      const payload = Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString();
      const { account, iat, origin_jti: sessionId } = v.parse(claimsSchema, payload);
      return { answer, session: { accountId: account, username, issuedAt: iat, sessionId } };
    },
  };
}
