import { describe, expect, it } from 'vitest';
import { isSameAgent } from '#shared/helpdesk/contests/contests.ts';
import { bea, customerId, kata, setupContests } from './contests-setup.ts';

describe('the decision', () => {
  it.each(['confirmed', 'rejected'] as const)(
    'R10.4 “%s” by the agent who opened the contest is refused, audited, and changes nothing',
    async (outcome) => {
      const { open, refusedDeciding, kept, acts, changes } = await setupContests();
      await open(kata);
      expect((await refusedDeciding(kata, outcome)).code).toBe('second-agent-required');
      expect(await kept()).toMatchObject({ state: 'frozen' });
      expect(await acts()).toEqual(['kata contest-opened', 'kata refused']);
      expect(await changes()).toHaveLength(1);
    },
  );

  it('R10.4 one person under another role is no second agent', () => {
    expect(isSameAgent(kata, 'arn:aws:sts::000000000000:assumed-role/Supervisors/kata')).toBe(true);
    expect(isSameAgent(kata, 'arn:aws:iam::000000000000:user/kata')).toBe(true);
    expect(isSameAgent(kata, bea)).toBe(false);
  });

  it('R10.4 “confirmed” ends the registration as cancelling does: nothing of it is left, and the holder can register', async () => {
    const { open, decide, items, changes, acts, steps, mails, callers, time } = await setupContests();
    await open(kata);
    expect(await decide(bea, 'confirmed')).toEqual({ outcome: 'confirmed', isErased: true });
    expect(steps).toEqual(['finishing queued', 'signed out', 'versions removed', 'user removed']);
    expect(await callers.find(customerId, time.now)).toEqual({ state: 'none' });
    const left = (await items()).map(({ pk }) => String(pk).split('#')[0]);
    expect(
      left.filter((kind) => ['ACCOUNT', 'PERSON', 'USERNAME', 'CONTACT', 'ENROLMENT', 'CONTESTS'].includes(kind ?? '')),
    ).toEqual([]);
    expect(await changes()).toEqual([
      'registration-contested opened',
      expect.stringMatching(/^(registration-contested confirmed|eposta-ended registration-cancelled)$/),
      expect.stringMatching(/^(registration-contested confirmed|eposta-ended registration-cancelled)$/),
      'registration-cancelled',
    ]);
    expect(await acts()).toEqual(['kata contest-opened', 'bea contest-confirmed']);
    expect(mails.map(({ to, content }) => [to, content.paragraphs[1]])).toEqual([
      ['anna@example.org', expect.stringContaining('nem az kérte, akinek az adataival készült')],
    ]);
  });

  it('R10.4 “confirmed” is finished by the queue or by the same call again where a step fails', async () => {
    const { open, decide, failing, kept, changes } = await setupContests();
    await open(kata);
    failing.step = 'signed out';
    expect(await decide(bea, 'confirmed')).toEqual({ outcome: 'confirmed', isErased: false });
    expect(await kept()).toMatchObject({ state: 'closed' });
    delete failing.step;
    expect(await decide(bea, 'confirmed')).toEqual({ outcome: 'confirmed', isErased: true });
    expect(await kept()).toBeUndefined();
    expect((await changes()).filter((change) => change.startsWith('registration-contested'))).toHaveLength(2);
  });

  it('R10.4 nothing is closed unless the queue can finish it', async () => {
    const { open, decide, failing, kept } = await setupContests();
    await open(kata);
    failing.step = 'finishing queued';
    await expect(decide(bea, 'confirmed')).rejects.toThrow('finishing queued failed');
    expect(await kept()).toMatchObject({ state: 'frozen' });
  });

  it('R10.4 “rejected” makes it active again; the sessions of before stay ended, and the customer gets a mail', async () => {
    const { open, decide, kept, account, changes, acts, told, pass, time, items } = await setupContests();
    await open(kata);
    pass(3_600_000);
    expect(await decide(bea, 'rejected')).toEqual({ outcome: 'rejected' });
    const active = await kept();
    expect(active).toMatchObject({ state: 'active', username: account.username });
    expect(active?.sessionsValidFrom).toBeGreaterThan(time.now.getTime() / 1000);
    const claim = (await items()).find(({ sk }) => sk === 'USERNAME');
    expect(claim?.challengesValidFrom).toBe(active?.sessionsValidFrom);
    expect(await changes()).toEqual(['registration-contested opened', 'registration-contested rejected']);
    expect(await acts()).toEqual(['kata contest-opened', 'bea contest-rejected']);
    expect(await told()).toEqual(['contest-rejected the account', 'registration-contested anna@example.org']);
  });

  it('R10.4 “rejected” repeated by the same agent answers the same; another answer is none that the state allows', async () => {
    const { open, decide, refusedDeciding, changes } = await setupContests();
    await open(kata);
    await decide(bea, 'rejected');
    expect(await decide(bea, 'rejected')).toEqual({ outcome: 'rejected' });
    const notContested = { code: 'registration-not-found', details: { state: 'active' } };
    expect(await refusedDeciding(bea, 'confirmed')).toEqual(notContested);
    expect(await refusedDeciding(kata, 'rejected')).toEqual(notContested);
    expect(await changes()).toHaveLength(2);
  });

  it('R10.4 two agents who decide otherwise at the same moment: one decision counts', async () => {
    const { open, decide, kept, acts } = await setupContests();
    await open(kata);
    await Promise.allSettled([decide(bea, 'confirmed'), decide(`${bea}2`, 'rejected')]);
    const decided = (await acts()).filter((act) => /contest-(confirmed|rejected)/.test(act));
    expect(decided).toHaveLength(1);
    expect((await kept())?.state).toBe(decided[0] === 'bea contest-confirmed' ? undefined : 'active');
  });
});
