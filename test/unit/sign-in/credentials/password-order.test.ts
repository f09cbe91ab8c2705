import { describe, expect, it } from 'vitest';
import { accountKey, passwordTurnsKey } from '#shared/platform/tables/portal-keys.ts';
import { Unanswered } from '#shared/sign-in/credentials/credentials.ts';
import { turnLength } from '#shared/sign-in/credentials/password-turn.ts';
import { password } from '#test/support/account-setup.ts';
import { aGate, setupPasswords } from './passwords-setup.ts';

const first = 'kmf7-hpa4-ztue-9dre';
const thiefs = 'tolvaj-Mondat-9-nyul';

describe('R4.3 a recovery is the last who sets the password', () => {
  it('a change that was slow is over before it', async () => {
    const world = await setupPasswords();
    const gate = aGate();
    const change = await world.changer({
      async setPassword(...given) {
        await gate.pass();
        return await world.credentials.setPassword(...given);
      },
    });
    const changing = change(thiefs);
    await gate.reached;
    const recovering = world.recover();
    await Promise.race([recovering, world.aWhile()]);
    gate.open();
    expect((await changing).status).toBe(204);
    expect(await recovering).toBe('recovered');
    expect(await world.tried(thiefs)).toBe('401');
    expect(await world.tried(world.mailed())).toBe('200 challenge');
  });

  it('a change that tested the old password before it changes nothing after it', async () => {
    const world = await setupPasswords();
    const change = await world.changer();
    const { take } = world.turns;
    Object.assign(world.turns, {
      async take(...given: Parameters<typeof take>) {
        Object.assign(world.turns, { take });
        // The password is proved, the turn is not asked for yet.
        await world.recover();
        return await take(...given);
      },
    });
    expect(await change(thiefs)).toMatchObject({ status: 401, body: { type: '/problems/session-ended' } });
    expect(await world.tried(world.mailed())).toBe('200 challenge');
  });

  it('a challenge from before it, answered slowly, is over before it', async () => {
    const world = await setupPasswords({ chosen: false });
    const gate = aGate();
    const choose = await world.chooser(first, gate.pass);
    const choosing = choose(thiefs);
    await gate.reached;
    const recovering = world.recover();
    await Promise.race([recovering, world.aWhile()]);
    gate.open();
    expect((await choosing).status).toBe(200);
    expect(await recovering).toBe('recovered');
    expect(await world.tried(thiefs)).toBe('401');
    expect(await world.tried(world.mailed())).toBe('200 challenge');
  });

  it('a challenge from before it, whose turn comes after it, sets no password', async () => {
    const world = await setupPasswords({ chosen: false });
    const { take } = world.turns;
    Object.assign(world.turns, {
      async take(...given: Parameters<typeof take>) {
        Object.assign(world.turns, { take });
        await world.recover();
        return await take(...given);
      },
    });
    const choose = await world.chooser(first);
    expect(await choose(thiefs)).toMatchObject({ status: 401, body: { type: '/problems/challenge-expired' } });
    expect(await world.tried(world.mailed())).toBe('200 challenge');
  });

  it('a call without an answer keeps its turn until it can have no effect any more; others must wait', async () => {
    const world = await setupPasswords();
    const change = await world.changer({
      async setPassword() {
        throw new Unanswered(new Error('no answer'));
      },
    });
    expect(await change(thiefs)).toMatchObject({ status: 503, headers: { 'retry-after': '45' } });
    expect(await world.turns.isTaken(world.accountId, world.now())).toBe(true);
    const impatient = { pause: async () => undefined };
    const other = await world.changer({}, impatient);
    expect(await other(thiefs)).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    // No strike, and nothing changed.
    expect(await world.tried(password)).toBe('200');
    await expect(world.recover(impatient)).rejects.toMatchObject({ name: 'Postponed', code: 'pool-busy' });
    await world.advance(turnLength);
    expect(await world.recover()).toBe('recovered');
  });

  it('R11.1 no turn begins for an account that is being cancelled', async () => {
    const world = await setupPasswords();
    const change = await world.changer();
    const { take } = world.turns;
    const key = accountKey(world.accountId);
    Object.assign(world.turns, {
      async take(...given: Parameters<typeof take>) {
        await world.put(key, { ...(await world.get(key)), state: 'closed' });
        return await take(...given);
      },
    });
    expect((await change(thiefs)).status).toBe(401);
    expect(await world.get(passwordTurnsKey(world.accountId))).toBeUndefined();
  });
});

describe('R2.9 the newest SMS is the one that works', () => {
  it('two requests at once bring the same password', async () => {
    const world = await setupPasswords({ chosen: false });
    const answers = await Promise.all([world.resend(), world.resend()]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(world.sms).toHaveLength(2);
    expect(world.sms[0]).toEqual(world.sms[1]);
    expect(await world.tried(world.sms[0]?.password ?? '')).toBe('200 challenge');
    await world.advance(60_000);
    await world.resend();
    expect(world.sms[2]?.password).not.toBe(world.sms[0]?.password);
    expect(await world.tried(world.sms[2]?.password ?? '')).toBe('200 challenge');
  });

  it('a slow one does not replace a password that was chosen meanwhile', async () => {
    const world = await setupPasswords({ chosen: false });
    const choose = await world.chooser(first);
    const { take } = world.turns;
    Object.assign(world.turns, {
      async take(...given: Parameters<typeof take>) {
        Object.assign(world.turns, { take });
        expect((await choose(thiefs)).status).toBe(200);
        return await take(...given);
      },
    });
    expect(await world.resend()).toMatchObject({ status: 404 });
    expect([world.sms, await world.tried(thiefs)]).toEqual([[], '200']);
  });

  it('a customer who chooses while one is being sent must wait, and then has the new one', async () => {
    const world = await setupPasswords({ chosen: false });
    const gate = aGate();
    const choose = await world.chooser(first);
    const resending = world.resend({
      async setTemporaryPassword(...given) {
        await gate.pass();
        await world.credentials.setTemporaryPassword(...given);
      },
    });
    await gate.reached;
    expect((await choose(thiefs)).status).toBe(503);
    gate.open();
    expect((await resending).status).toBe(202);
    expect((await choose(thiefs)).status).toBe(401);
    expect(await world.tried(world.sms[0]?.password ?? '')).toBe('200 challenge');
  });
});

describe('R11.1a a missing user', () => {
  it('is made again by recovery and by another SMS', async () => {
    const world = await setupPasswords({ chosen: false });
    await world.deleteUser();
    expect((await world.resend()).status).toBe(202);
    expect(await world.tried(world.sms[0]?.password ?? '')).toBe('200 challenge');
    await world.deleteUser();
    expect(await world.recover()).toBe('recovered');
    const choose = await world.chooser(world.mailed());
    expect((await choose(thiefs)).status).toBe(200);
    const { session } = await world.session(thiefs);
    expect(session.accountId).toBe(world.accountId);
  });
});

describe('R4.3 a sign-in whose password was compared before a recovery', () => {
  it('brings no session, though its tokens came after the cut', async () => {
    const world = await setupPasswords();
    const { testPassword } = world.userPool;
    Object.assign(world.userPool, {
      async testPassword(...given: Parameters<typeof testPassword>) {
        const answer = await testPassword(...given);
        Object.assign(world.userPool, { testPassword });
        await world.recover();
        return answer;
      },
    });
    expect(await world.tried(password)).toBe('503');
    expect(await world.tried(password)).toBe('401');
  });
});
