import { describe, expect, it } from 'vitest';
import { accountId, bea, kata, setupContests } from './contests-setup.ts';

describe('opening a contest', () => {
  it('R10.4 freezes the registration, with its audit entry and its change for the insurer', async () => {
    const { open, kept, acts, changes, time } = await setupContests();
    expect(await open(kata)).toEqual({ state: 'frozen', openedAt: time.now.toISOString() });
    expect(await kept()).toMatchObject({ state: 'frozen', contest: { openedAt: time.now.toISOString(), by: kata } });
    expect(await acts()).toEqual(['kata contest-opened']);
    expect(await changes()).toEqual(['registration-contested opened']);
  });

  it('R10.4 mails the account’s address and every one that it had in the last 90 days, each once', async () => {
    const { open, told, replace, pass } = await setupContests({ email: 'now@example.org' });
    await replace('long-ago@example.org');
    pass(90 * 86_400_000);
    await replace('first@example.org');
    pass(1000);
    await replace('Second@example.org');
    pass(1000);
    await replace('first@EXAMPLE.org');
    pass(1000);
    await replace('NOW@example.org');
    await open(kata);
    expect(await told()).toEqual([
      'registration-contested Second@example.org',
      'registration-contested first@example.org',
      'registration-contested now@example.org',
    ]);
  });

  it('R10.4 repeated, also by another agent, answers the same and changes nothing', async () => {
    const { open, pass, changes, told, acts } = await setupContests();
    const first = await open(kata);
    pass(5000);
    expect(await open(kata)).toEqual(first);
    expect(await open(bea)).toEqual(first);
    expect(await changes()).toHaveLength(1);
    expect(await told()).toHaveLength(1);
    expect(await acts()).toEqual(['kata contest-opened', 'kata account-shown', 'bea account-shown']);
  });

  it('R10.4 by two agents at the same moment freezes it once', async () => {
    const { open, changes } = await setupContests();
    const [one, other] = await Promise.all([open(kata), open(bea)]);
    expect(one).toEqual(other);
    expect(await changes()).toHaveLength(1);
  });

  it('R10.4 is refused where there is nothing to freeze, and the refusal is audited', async () => {
    const { refusedOpening, acts, cancellations, time } = await setupContests();
    await cancellations.close(accountId, time.now);
    expect(await refusedOpening(kata)).toEqual({ code: 'registration-not-found', details: { state: 'closing' } });
    expect(await acts()).toEqual(['kata refused']);
  });

  it('R10.4 one agent freezes one person’s registration three times a day', async () => {
    const { open, decide, refusedOpening } = await setupContests();
    for (let time = 1; time <= 3; time++) {
      await open(kata);
      await decide(bea, 'rejected');
    }
    expect((await refusedOpening(kata)).code).toBe('too-many-requests');
    await open(bea);
  });
});

it('R10.4 a contest that nobody decides is found by its age, a decided one is not', async () => {
  const { open, decide, contests, pass, time } = await setupContests();
  await open(kata);
  const openedAt = time.now;
  pass(1000);
  expect(await contests.undecided(openedAt)).toEqual([]);
  expect(await contests.undecided(time.now)).toEqual([openedAt]);
  await decide(bea, 'rejected');
  expect(await contests.undecided(time.now)).toEqual([]);
});
