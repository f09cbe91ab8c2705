import { describe, expect, it } from 'vitest';
import { mailText } from '#shared/messages/mail/layout.ts';
import { lineValue } from '#shared/messages/mail/mail.ts';
import { dynamoRecoveries } from '#shared/sign-in/recovery/dynamo-recoveries.ts';
import { keepingTokenOf, recoveryTokenOf } from '#shared/sign-in/recovery/recovery-link.ts';
import { recoveryPasswordOf } from '#shared/sign-in/recovery/recovery-request.ts';
import { dynamoSecondSteps } from '#shared/sign-in/second-step/dynamo-second-steps.ts';
import { testPseudonym, testPseudonyms } from '#test/builders/identity.ts';
import { aLetterhead } from '#test/builders/letterhead.ts';
import { contact, email, password, setupAccount, username } from '#test/support/account-setup.ts';
import { cookieOf } from '#test/support/sign-in-setup.ts';
import { markTaken } from '../../../functions/record-mail-outcome/taken-mail.ts';
import { workRecoveries } from '../../../functions/work-recoveries/work-recoveries.ts';

async function setup(options: { chosen?: boolean } = {}) {
  const world = await setupAccount(options);
  const steps: string[] = [];
  const recover = workRecoveries({
    ...world,
    recoveries: dynamoRecoveries(world.dynamo, world.table),
    credentials: {
      async setTemporaryPassword(holder, typed) {
        steps.push('password');
        await world.credentials.setTemporaryPassword(holder, typed);
      },
      async signOutEverywhere(holder) {
        steps.push('sign-out');
        await world.credentials.signOutEverywhere(holder);
      },
    },
    guard: {
      async clear(name) {
        steps.push('guard');
        await world.guard.clear(name);
      },
    },
    mailer: {
      send(...mail) {
        steps.push('mail');
        return world.mailer.send(...mail);
      },
    },
    passwordOf: recoveryPasswordOf(testPseudonyms),
    tokenOf: recoveryTokenOf(testPseudonyms),
    keepingTokenOf: keepingTokenOf(testPseudonyms),
    secondSteps: dynamoSecondSteps(world.dynamo, world.table),
  });
  return {
    ...world,
    world,
    steps,
    recover: (recoveryId: string, of = contact, requestedAt = world.now()) =>
      recover({ contact: of, otherContacts: [], recoveryId, requestedAt: requestedAt.toISOString() }),
    mailed: (at = -1) => (world.sent.at(at)?.content.lines ?? []).map(lineValue),
  };
}

describe('work-recoveries', () => {
  it('R4.1 mails username and a temporary password, each alone on its line, and lifts the lock', async () => {
    const { recover, signInAs, sent, mailed, steps } = await setup();
    for (const wrong of ['wrong-one', 'wrong-two', 'wrong-three']) await signInAs(username, wrong);
    expect((await signInAs(username, password)).status).toBe(423);

    expect(await recover('r1')).toBe('recovered');
    expect(steps).toEqual(['password', 'sign-out', 'guard', 'mail']);
    expect(sent).toHaveLength(1);
    const [first] = sent;
    expect(first?.to).toBe(email);
    const [name = '', temporary = ''] = mailed();
    expect(name).toBe(username);
    expect(temporary).toMatch(/^[a-z2-9-]{15,}$/);
    const lines = first ? mailText(first.content, 'hu', aLetterhead()).split('\n') : [];
    expect(lines).toContain(username);
    expect(lines).toContain(temporary);
    expect(first?.content.subject).not.toContain(username);

    expect((await signInAs(username, password)).status).toBe(401);
    expect(await signInAs(username, temporary)).toMatchObject({ status: 200, body: { challenge: 'new-password' } });
  });

  it('R4.3 ends every session: earlier refresh cookies and access tokens are refused, new ones are valid', async () => {
    const { recover, session, refresh, accounts, mailed, signInAs, choose } = await setup();
    const before = await session();
    await recover('r1');
    expect((await refresh(cookieOf(before.answer))).status).toBe(401);
    await expect(accounts.live(before.session)).rejects.toMatchObject({ code: 'session-ended' });

    const [, temporary = ''] = mailed();
    const { body } = await signInAs(username, temporary);
    const challengeToken =
      body && typeof body === 'object' && 'challengeToken' in body ? String(body.challengeToken) : '';
    expect((await choose(username, challengeToken, 'uj-Mondat-9-nyul')).status).toBe(200);
    const after = await session('uj-Mondat-9-nyul');
    expect((await accounts.live(after.session)).username).toBe(username);
  });

  it('R4.3 works before the first password was chosen', async () => {
    const { recover, mailed, signInAs } = await setup({ chosen: false });
    expect(await recover('r1')).toBe('recovered');
    expect((await signInAs(username, 'kmf7-hpa4-ztue-9dre')).status).toBe(401);
    expect((await signInAs(username, mailed()[1] ?? '')).status).toBe(200);
  });

  it('R4.3 at once or one by one, three a day bring a password, the fourth a mail that says until when, the fifth none', async () => {
    const { recover, sent, mailed, signInAs, advance, now } = await setup();
    const outcomes = await Promise.all(['r1', 'r2', 'r3'].map((id) => recover(id)));
    expect(outcomes).toEqual(['recovered', 'recovered', 'recovered']);
    expect((await signInAs(username, mailed()[1] ?? '')).status).toBe(200);
    expect(await recover('r4')).toBe('notified');
    expect(await recover('r5')).toBe('too-many');
    expect(sent.map(({ purpose }) => purpose)).toEqual(['recovery', 'recovery', 'recovery', 'recovery-limit']);
    await advance(24 * 3_600_000);
    expect(await recover('r6')).toBe('recovered');
    expect(now().getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000);
  });

  it('a message that is delivered twice, at once or later, is one recovery with one mail', async () => {
    const { recover, sent, steps } = await setup();
    const requestedAt = new Date();
    const outcomes = await Promise.all([recover('r1', contact, requestedAt), recover('r1', contact, requestedAt)]);
    expect(outcomes.sort()).toEqual(['done-before', 'recovered']);
    expect(await recover('r1', contact, requestedAt)).toBe('done-before');
    expect(sent).toHaveLength(1);
    expect(steps.filter((step) => step === 'password')).toHaveLength(1);
  });

  it('when the mail fails, the message is retried: the same password is mailed, not set again', async () => {
    const { recover, fail, mailed, steps, advance, signInAs } = await setup();
    fail('throttled', 'throttled', 'throttled');
    await expect(recover('r1')).rejects.toMatchObject({ name: 'Postponed', code: 'mail-throttled' });
    await advance(180_000);
    expect(await recover('r1')).toBe('recovered');
    expect(steps).toEqual(['password', 'sign-out', 'guard', 'mail', 'mail', 'mail', 'mail']);
    expect((await signInAs(username, mailed()[1] ?? '')).status).toBe(200);
  });

  it('R4.1 a throttled mail is tried again at once', async () => {
    const { recover, fail, sent } = await setup();
    fail('throttled', 'throttled');
    expect(await recover('r1')).toBe('recovered');
    expect(sent).toHaveLength(1);
  });

  it.each(['Send', 'Delivery'])(
    'a worker that died after its mail: the %s event ends it, no second mail',
    async (eventType) => {
      const { recover, fail, sent, advance, world } = await setup();
      fail('unavailable');
      await expect(recover('r1')).rejects.toMatchObject({ code: 'mail-unavailable' });
      const recoveries = dynamoRecoveries(world.dynamo, world.table);
      const tags = { recovery: ['r1'], account: [world.accountId], purpose: ['recovery'] };
      const nothing = async () => undefined;
      const others = { reminders: { markTaken: nothing }, cancellations: { settleMail: nothing } };
      const needs = { ...others, recoveries, notices: { remove: nothing } };
      for (let time = 0; time < 2; time++)
        expect(await markTaken(needs, JSON.stringify({ eventType, mail: { tags } }))).toBe('recovery-taken');
      await advance(180_000);
      expect(await recover('r1')).toBe('done-before');
      expect(sent).toEqual([]);
    },
  );

  it('a mail that is always rejected is not retried without end', async () => {
    const { recover, fail, sent } = await setup();
    fail('rejected');
    expect(await recover('r1')).toBe('not-mailable');
    expect(await recover('r1')).toBe('done-before');
    expect(sent).toEqual([]);
  });

  it('an unknown contact, a closed account and an old message change nothing', async () => {
    const { recover, put, accountId, get, sent, steps, now } = await setup();
    expect(await recover('r1', testPseudonym('contact', email, '+36309999999'))).toBe('unknown-contact');
    expect(await recover('r1', contact, new Date(now().getTime() - 24 * 3_600_000))).toBe('too-old');
    const key = { pk: `ACCOUNT#${accountId}`, sk: 'ACCOUNT' };
    await put(key, { ...(await get(key)), state: 'closed' });
    expect(await recover('r1')).toBe('unknown-contact');
    expect([sent, steps]).toEqual([[], []]);
  });
});
