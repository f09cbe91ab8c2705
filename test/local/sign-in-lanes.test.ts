import { describe, expect, it } from 'vitest';
import { guardKey } from '#shared/platform/tables/portal-keys.ts';
import { readGuardKeys } from '#shared/sign-in/guard/dynamo-guard.ts';
import { lockLength } from '#shared/sign-in/guard/guard.ts';
import type { ApiAnswer } from '#test/builders/api-call.ts';
import { password, setupAccount, username } from '#test/support/account-setup.ts';

const deviceOf = ({ cookies }: ApiAnswer) =>
  cookies.find((cookie) => cookie.startsWith('__Host-device='))?.split(';')[0] ?? '';

async function setup() {
  const world = await setupAccount();
  const cookie = deviceOf(await world.signInAs(username, password));
  return {
    ...world,
    cookie,
    wrong: (shown: { cookie?: string } = {}) => world.signInAs(username, 'mistyped by somebody', shown),
    right: (shown: { cookie?: string } = {}) => world.signInAs(username, password, shown),
    /** What a version without lanes has written. */
    putOld: (state: object) =>
      world.put(guardKey(username), { version: 7, leases: {}, settled: ['an-old-attempt'], ...state }),
  };
}

describe('guard items from before there were lanes', () => {
  it('R3.2b count as the open lane: its strikes go on', async () => {
    const { wrong, right, putOld, cookie } = await setup();
    await putOld({ strikes: 2 });
    expect((await wrong()).status).toBe(423);
    expect((await right()).status).toBe(423);
    expect((await right({ cookie })).status).toBe(200);
  });

  it('R3.1 a lock from before holds until its end, in the open lane alone', async () => {
    const { right, putOld, now, advance, cookie } = await setup();
    const lockedUntil = now().getTime() + lockLength;
    await putOld({ strikes: 3, lockedUntil, expiresAt: Math.ceil(lockedUntil / 1000) });
    expect((await right()).body).toMatchObject({ lockedUntil: new Date(lockedUntil).toISOString() });
    expect((await right({ cookie })).status).toBe(200);
    await advance(lockLength);
    expect((await right()).status).toBe(200);
  });

  it('and an earlier version reads what this one writes: a roll-back keeps the strikes of the open lane', async () => {
    const { wrong, get } = await setup();
    await wrong();
    expect(await get(guardKey(username))).toMatchObject({
      ...{ version: expect.any(Number), strikes: 1, leases: {}, settled: expect.any(Array) },
    });
  });
});

describe('lanes in the table', () => {
  it('R11.1 everything of a username is found, to be deleted with its account', async () => {
    const { wrong, cookie, dynamo, table } = await setup();
    await wrong();
    await wrong({ cookie });
    const keys = await readGuardKeys(dynamo, table, username);
    expect(keys.map(({ sk }) => sk.replace(/[\w-]{22}$/, '…'))).toEqual(['GUARD', 'LANE#device.…']);
  });

  it('R12.1 no key and no item holds the username', async () => {
    const { wrong, cookie, scan } = await setup();
    await wrong();
    await wrong({ cookie });
    const guards = (await scan()).filter(({ pk }) => String(pk).startsWith('GUARD#'));
    expect(guards).toHaveLength(2);
    expect(JSON.stringify(guards)).not.toContain(username);
  });

  it('R3.2b a cookie that somebody made up, or another customer’s, counts as a stranger’s', async () => {
    const { wrong, right, cookie } = await setup();
    for (let n = 0; n < 3; n++) await wrong();
    const made = `__Host-device=${'z'.repeat(8)}.${'A'.repeat(22)}.${'B'.repeat(43)}`;
    expect((await right({ cookie: made })).status).toBe(423);
    expect((await right({ cookie: cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) })).status).toBe(423);
    expect((await right({ cookie })).status).toBe(200);
  });
});
