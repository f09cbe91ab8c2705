import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { dynamoLanguages } from '#shared/customers/contacts/dynamo-languages.ts';
import { dynamoNotices } from '#shared/messages/notices/dynamo-notices.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey } from '#shared/platform/tables/portal-keys.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';
import { dynamoAccounts } from '#shared/sign-in/sessions/dynamo-accounts.ts';
import { dynamoEndedSessions } from '#shared/sign-in/sessions/dynamo-ended-sessions.ts';
import { mostEnded } from '#shared/sign-in/sessions/ended-sessions.ts';
import { anAccount } from '#test/builders/account.ts';
import { openRegistrationTables } from '#test/support/registration-tables.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const seconds = noon.getTime() / 1000;
const goneAt = seconds + 13 * 3600;
const held = (sessionId: string, authenticatedAt = seconds - 600) => ({
  ...{ refreshToken: 'r', accountId: 'a-1', sessionId, authenticatedAt },
});

async function setup(over: Partial<Account> = {}) {
  const { client } = await openRegistrationTables(() => noon);
  await client.send(
    new PutItemCommand({ TableName: 'portal', Item: toItem({ ...accountKey('a-1'), ...anAccount(over) }) }),
  );
  const ended = dynamoEndedSessions(client, 'portal');
  const isLive = (sessionId: string) =>
    dynamoAccounts(client, 'portal')
      .live({ accountId: 'a-1', issuedAt: seconds - 60, sessionId })
      .then(
        () => true,
        () => false,
      );
  return {
    ended,
    isLive,
    signOut: (sessionId: string, now = noon) => ended.signOut(held(sessionId), goneAt, now),
    account: async () => {
      const { Item = {} } = await client.send(
        new GetItemCommand({ TableName: 'portal', Key: toItem(accountKey('a-1')) }),
      );
      return unmarshall(Item);
    },
    notices: async () => (await dynamoNotices(client, 'portal').read()).waiting.map(({ notice }) => notice),
    setLanguage: (sessionId: string) =>
      dynamoLanguages(client, 'portal').set({ accountId: 'a-1', issuedAt: seconds - 60, sessionId }, 'en'),
  };
}

const many = (count: number, until: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`old-${at}`, until]));

describe('R1.4 signing out one session', () => {
  it('ends that one and no other; twice is once', async () => {
    const { signOut, isLive, account } = await setup();
    await signOut('one');
    await signOut('two');
    await signOut('two');
    expect(await Promise.all(['one', 'two', 'three'].map(isLive))).toEqual([false, false, true]);
    expect((await account()).endedSessions).toEqual({ one: goneAt, two: goneAt });
  });

  it('of many at the same time, each is ended', async () => {
    const { signOut, isLive } = await setup();
    const ids = ['one', 'two', 'three', 'four'];
    await Promise.all(ids.map((id) => signOut(id)));
    expect(await Promise.all(ids.map(isLive))).toEqual([false, false, false, false]);
  });

  it('forgets sessions whose tokens have all expired, and none before', async () => {
    const { signOut, account } = await setup({ endedSessions: { over: seconds, 'not-yet': seconds + 1 } });
    await signOut('one');
    expect((await account()).endedSessions).toEqual({ 'not-yet': seconds + 1, one: goneAt });
  });

  it('where the list is full ends all sessions instead: none that was signed out comes back', async () => {
    const { signOut, isLive, account } = await setup({ endedSessions: many(mostEnded, goneAt) });
    await signOut('one');
    expect(await Promise.all(['one', 'old-0', 'another'].map(isLive))).toEqual([false, false, false]);
    expect(await account()).toMatchObject({ sessionsValidFrom: seconds + 1 });
    expect(await account()).not.toHaveProperty('endedSessions');
  });

  it('changes nothing where the session had been cut, or the account is closed', async () => {
    for (const over of [{ sessionsValidFrom: seconds }, { state: 'closed' as const }]) {
      const { signOut, account } = await setup(over);
      await signOut('one');
      expect(await account()).not.toHaveProperty('endedSessions');
    }
    const { ended } = await setup();
    await ended.signOut({ ...held('one'), accountId: 'gone' }, goneAt, noon);
  });

  it('a signed-out session changes no language, which is written without reading first', async () => {
    const { signOut, setLanguage } = await setup();
    await setLanguage('one');
    await signOut('one');
    await expect(setLanguage('one')).rejects.toMatchObject({ code: 'session-ended' });
    await setLanguage('two');
  });
});

describe('R1.4 a refresh token that was used twice', () => {
  it('ends every session of the account with one mail, even when the replay comes twice at once', async () => {
    const { ended, isLive, notices } = await setup({ endedSessions: { other: goneAt } });
    const outcomes = await Promise.all([ended.endFamily(held('one'), noon), ended.endFamily(held('one'), noon)]);
    expect(outcomes.sort()).toEqual([false, true]);
    expect(await ended.endFamily(held('two'), new Date(noon.getTime() + 60_000))).toBe(false);
    expect(await Promise.all(['one', 'two', 'three'].map(isLive))).toEqual([false, false, false]);
    expect(await notices()).toEqual([expect.objectContaining({ kind: 'session-replayed', accountId: 'a-1' })]);
  });

  it('of a session that had ended changes nothing: signed out, cut, closed, gone', async () => {
    for (const over of [
      { endedSessions: { one: goneAt } },
      { sessionsValidFrom: seconds },
      { state: 'closed' as const },
    ]) {
      const { ended, account, notices } = await setup(over);
      const before = await account();
      expect(await ended.endFamily(held('one'), noon)).toBe(false);
      expect([await account(), await notices()]).toEqual([before, []]);
    }
    const { ended, notices } = await setup();
    expect([await ended.endFamily({ ...held('one'), accountId: 'gone' }, noon), await notices()]).toEqual([false, []]);
  });
});
