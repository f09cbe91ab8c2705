import { describe, expect, it } from 'vitest';
import { accountKey } from '#shared/platform/tables/portal-keys.ts';
import { dynamoSecondSteps } from '#shared/sign-in/second-step/dynamo-second-steps.ts';
import { dynamoSignInCodes } from '#shared/sign-in/second-step/dynamo-sign-in-codes.ts';
import type { PendingSignIn } from '#shared/sign-in/second-step/pending-sign-in.ts';
import { codeMails, type SecondStep } from '#shared/sign-in/second-step/second-step.ts';
import { customerId, setupAccount } from '#test/support/account-setup.ts';

const kind = { browser: 'Firefox', system: 'Windows' } as const;
const day = 24 * 3_600_000;

async function setup() {
  const world = await setupAccount();
  const { accountId, dynamo, table, get, put } = world;
  const audited: string[] = [];
  const secondSteps = dynamoSecondSteps(dynamo, table, ({ what }) => {
    audited.push(what);
    return [];
  });
  const at = world.now();
  const read = async (): Promise<SecondStep | undefined> => (await get(accountKey(accountId)))?.secondStep;
  const change = async (over: object) => put(accountKey(accountId), { ...(await get(accountKey(accountId))), ...over });
  const caller = { accountId, issuedAt: Math.floor(at.getTime() / 1000), sessionId: 'session-1' };
  const choose = async (isOn: boolean, present?: SecondStep, time = at) =>
    secondSteps.choose({ caller, customerId, kind, present: present ?? (await read()) }, isOn, time);
  return {
    ...world,
    secondSteps,
    audited,
    at,
    later: (ms: number) => new Date(at.getTime() + ms),
    read,
    change,
    choose,
  };
}

describe('the choice of a second step in the table', () => {
  it('is written with its audit entry, once', async () => {
    const { choose, read, audited, at } = await setup();
    await choose(false);
    await choose(true);
    await choose(true);
    expect(await read()).toEqual({ since: at.toISOString() });
    await choose(false);
    expect(await read()).toBeUndefined();
    expect(audited).toEqual(['second-step-on', 'second-step-off']);
  });

  it('is not written over what has changed since, nor by a session that has ended', async () => {
    const { choose, read, secondSteps, accountId, at, change } = await setup();
    await choose(true);
    const present = await read();
    await secondSteps.beginEnd(accountId, 'link', at);
    await expect(choose(false, present)).rejects.toThrow('busy');
    expect(await read()).toHaveProperty('endsAt');
    await change({ endedSessions: { 'session-1': 9_999_999_999 } });
    await expect(choose(true)).rejects.toThrow('busy');
  });

  it('R4 ends a day after the first recovery; each mail’s link keeps it until then', async () => {
    const { choose, read, secondSteps, accountId, audited, at, later } = await setup();
    expect(await secondSteps.beginEnd(accountId, 'none', at)).toBeUndefined();
    await choose(true);
    const endsAt = later(day).toISOString();
    expect(await secondSteps.beginEnd(accountId, 'one', at)).toBe(endsAt);
    // The same message again, and another recovery.
    expect(await secondSteps.beginEnd(accountId, 'one', later(1_000))).toBe(endsAt);
    expect(await secondSteps.beginEnd(accountId, 'two', later(day / 2))).toBe(endsAt);
    expect(await secondSteps.keep('none', at)).toBe(false);
    expect(await secondSteps.keep('two', later(day - 1))).toBe(true);
    expect(await secondSteps.keep('one', later(day - 1))).toBe(true);
    expect(await read()).toEqual({ since: at.toISOString() });
    expect(audited).toEqual(['second-step-on', 'second-step-kept']);
  });

  it('R4 stays kept when the recovery’s message comes again after that, and a new recovery ends it again', async () => {
    const { choose, read, secondSteps, accountId, at, later } = await setup();
    await choose(true);
    await secondSteps.beginEnd(accountId, 'one', at);
    expect(await secondSteps.keep('one', later(1_000))).toBe(true);
    expect(await secondSteps.beginEnd(accountId, 'one', later(2_000))).toBeUndefined();
    expect(await read()).toEqual({ since: at.toISOString() });
    expect(await secondSteps.beginEnd(accountId, 'two', later(3_000))).toBe(later(3_000 + day).toISOString());
  });

  it('R4 is over after that: no link brings it back, and turning it on begins again', async () => {
    const { choose, read, secondSteps, accountId, at, later } = await setup();
    await choose(true);
    await secondSteps.beginEnd(accountId, 'one', at);
    expect(await secondSteps.keep('one', later(day))).toBe(false);
    expect(await secondSteps.beginEnd(accountId, 'two', later(day))).toBeUndefined();
    await choose(true, undefined, later(day));
    expect(await read()).toEqual({ since: later(day).toISOString() });
  });

  it('R11.1 is left alone in an account that is closed', async () => {
    const { choose, secondSteps, accountId, at, change } = await setup();
    await choose(true);
    await change({ state: 'closed' });
    expect(await secondSteps.beginEnd(accountId, 'one', at)).toBeUndefined();
  });
});

describe('the codes of pending sign-ins in the table', () => {
  async function codes() {
    const world = await setup();
    const { accountId, at } = world;
    const pending: PendingSignIn = { id: 'A'.repeat(43), accountId, askedAt: at.getTime(), lane: 'open' };
    const mail = { limited: codeMails(accountId, 'open'), attemptId: 'attempt-1' };
    const code = (proof: string) => ({ proof, goodUntil: at.getTime() + 600_000, mail });
    return { ...world, pending, code, codes: dynamoSignInCodes(world.dynamo, world.table) };
  }

  it('are tried three times in all, whichever code counts then; parallel tries count', async () => {
    const { codes: kept, pending, code, at } = await codes();
    expect(await kept.takeTry(pending, at)).toBeUndefined();
    await kept.keep(pending, code('one'));
    expect(await kept.takeTry(pending, at)).toMatchObject({ proof: 'one', attemptsLeft: 2 });
    expect(await kept.keep(pending, code('two'))).toBe(true);
    const tries = await Promise.all([1, 2, 3].map(() => kept.takeTry(pending, at)));
    expect(tries.map((tried) => tried?.attemptsLeft ?? -1).sort()).toEqual([-1, 0, 1]);
    expect(await kept.keep(pending, code('three'))).toBe(false);
  });

  it('are good for ten minutes and one use; the one before is not good any more', async () => {
    const { codes: kept, pending, code, at, later } = await codes();
    await kept.keep(pending, code('one'));
    await kept.keep(pending, code('two'));
    expect(await kept.takeTry(pending, later(600_000))).toBeUndefined();
    expect(await kept.use(pending, { proof: 'one' }, at)).toBeUndefined();
    const used = await Promise.all([1, 2].map(() => kept.use(pending, { proof: 'two' }, at)));
    expect(used.filter((proof) => proof !== undefined)).toHaveLength(1);
    expect(await kept.takeTry(pending, at)).toBeUndefined();
    expect(await kept.keep(pending, code('three'))).toBe(false);
  });

  it('R4.3 R10.4 R11.1 lead nowhere once sessions have ended, or the account is frozen or closed', async () => {
    const { codes: kept, pending, code, at, change } = await codes();
    await kept.keep(pending, code('one'));
    expect(await kept.holderOf(pending)).toMatchObject({ username: 'eva.minta' });
    await change({ sessionsValidFrom: Math.floor(at.getTime() / 1000) + 1 });
    expect(await kept.holderOf(pending)).toBeUndefined();
    expect(await kept.use(pending, { proof: 'one' }, at)).toBeUndefined();
    await change({ sessionsValidFrom: 0, state: 'frozen' });
    await expect(kept.holderOf(pending)).rejects.toThrow('registration-contested');
    expect(await kept.use(pending, { proof: 'one' }, at)).toBeUndefined();
    await change({ state: 'closed' });
    expect(await kept.holderOf(pending)).toBeUndefined();
    await change({ state: 'active' });
    expect(await kept.use(pending, { proof: 'one' }, at)).toBeDefined();
  });
});
