import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey, registrationKey, usernameKey } from '#shared/platform/tables/portal-keys.ts';
import { anAccount } from '#test/builders/account.ts';
import type { ApiAnswer } from '#test/builders/api-call.ts';
import { cookieOf, setupSignIn } from '#test/support/sign-in-setup.ts';

const temporary = 'kmf7-hpa4-ztue-9dre';
const chosen = 'kertem-végén-diófa';

const challengeOf = ({ body }: ApiAnswer) =>
  v.parse(v.object({ challenge: v.literal('new-password'), challengeToken: v.string() }), body).challengeToken;

/** Anna with a temporary password, her account and the registration it came from. */
async function aNewCustomer() {
  const portal = await setupSignIn();
  const { User } = await portal.createUser('anna', temporary);
  const accountId = User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value ?? '';
  const put = (item: object) => portal.dynamo.send(new PutItemCommand({ TableName: portal.table, Item: toItem(item) }));
  const get = async (key: object) =>
    (await portal.dynamo.send(new GetItemCommand({ TableName: portal.table, Key: toItem(key) }))).Item;
  await put({ ...accountKey(accountId), ...anAccount({ registrationId: 'registration-1', sessionsValidFrom: 0 }) });
  await put({ ...usernameKey('anna'), accountId });
  await put({ ...registrationKey('registration-1'), state: 'confirmed' });
  return { ...portal, accountId, put, get };
}

describe('from the first password on', () => {
  it('R2.8 the temporary password brings a challenge, the chosen one a session, and the registration ends', async () => {
    const portal = await aNewCustomer();
    const token = challengeOf(await portal.signInAs('anna', temporary));
    const answer = await portal.choose('anna', token, chosen);
    expect(answer.status).toBe(200);
    expect(cookieOf(answer)).toMatch(/^__Host-session=./);
    expect(await portal.get(registrationKey('registration-1'))).toBeUndefined();
    expect(await portal.get(accountKey(portal.accountId))).not.toHaveProperty('registrationId');
    expect((await portal.signInAs('anna', temporary)).status).toBe(401);
    expect((await portal.signInAs('anna', chosen)).status).toBe(200);
  });

  it('a challenge is void once used, after 15 minutes, and for another username', async () => {
    const portal = await aNewCustomer();
    const other = challengeOf(await portal.signInAs('anna', temporary));
    expect((await portal.choose('bela', other, chosen)).body).toMatchObject({ type: '/problems/challenge-expired' });
    const late = challengeOf(await portal.signInAs('anna', temporary));
    await portal.advance(15 * 60_000 + 1000);
    expect((await portal.choose('anna', late, chosen)).status).toBe(401);
    const token = challengeOf(await portal.signInAs('anna', temporary));
    expect((await portal.choose('anna', token, chosen)).status).toBe(200);
    expect((await portal.choose('anna', token, `${chosen}-2`)).status).toBe(401);
    expect((await portal.choose('anna', 'nonsense', chosen)).status).toBe(401);
  });
});

describe('a session', () => {
  async function aSession() {
    const portal = await aNewCustomer();
    await portal.setPassword('anna', chosen, true);
    return { ...portal, cookie: cookieOf(await portal.signInAs('anna', chosen)) };
  }

  it('R1.4 is refreshed with a rotated cookie; the old one works for ten seconds (other tabs), then it ends everything', async () => {
    const portal = await aSession();
    const first = await portal.refresh(portal.cookie);
    expect(first.status).toBe(200);
    expect(cookieOf(first)).not.toBe(portal.cookie);
    await portal.advance(8_000);
    expect((await portal.refresh(portal.cookie)).status).toBe(200);
    await portal.advance(3_000);
    expect((await portal.refresh(portal.cookie)).status).toBe(401);
    expect((await portal.refresh(cookieOf(first))).status).toBe(401);
    await portal.advance(2_000);
    expect((await portal.refresh(cookieOf(await portal.signInAs('anna', chosen)))).status).toBe(200);
  });

  it('R1.4 sign-out ends it: no token that came of it can be used', async () => {
    const portal = await aSession();
    const refreshed = await portal.refresh(portal.cookie);
    expect(refreshed.status).toBe(200);
    const next = cookieOf(refreshed);
    expect((await portal.signOut(portal.cookie)).status).toBe(204);
    expect((await portal.refresh(next)).status).toBe(401);
    expect((await portal.signOut(next)).status).toBe(204);
    expect((await portal.signOut('__Host-session=nonsense')).status).toBe(204);
  });

  it('a foreign cookie ends the session and is never a 500', async () => {
    const portal = await aSession();
    for (const cookie of ['__Host-session=nonsense', '__Host-session=a.b.c', `__Host-session=${'x'.repeat(3000)}`])
      expect((await portal.refresh(cookie)).status).toBe(401);
  });

  it('R11.1 R4.3 ends with the account, and with every cut of the account’s sessions', async () => {
    const portal = await aSession();
    const signedInAt = Math.floor((Date.now() + portal.time.offset) / 1000);
    for (const ending of [{ sessionsValidFrom: signedInAt + 10 }, { sessionsValidFrom: 0, state: 'closed' as const }]) {
      expect((await portal.refresh(portal.cookie)).status).toBe(200);
      await portal.put({ ...accountKey(portal.accountId), ...anAccount(ending) });
      const ended = await portal.refresh(portal.cookie);
      expect([ended.status, cookieOf(ended)]).toEqual([401, '__Host-session=']);
      await portal.put({ ...accountKey(portal.accountId), ...anAccount({ sessionsValidFrom: 0 }) });
    }
  });
});
