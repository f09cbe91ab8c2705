import { describe, expect, it } from 'vitest';
import { type Change, changeAt } from '#shared/insurer/changes/change.ts';
import { freezeContested } from '../../../../bin/operate/restore/freeze-contested.ts';
import { bea, customerId, kata, setupContests } from '../../functions/contests-setup.ts';

const at = (minute: number) => new Date(Date.UTC(2027, 0, 31, 8, minute));
const contested = (minute: number, stage: 'opened' | 'confirmed' | 'rejected'): Change =>
  changeAt(at(minute), { type: 'registration-contested', customerId, stage });

async function aRestoredTable() {
  const world = await setupContests();
  const needs = { dynamo: world.client, table: 'portal' };
  return { ...world, freeze: (...changes: readonly Change[]) => freezeContested(needs, changes) };
}

describe('R10.4 a table restored to a time before a contest', () => {
  it('the account is frozen again, once, without a second change; any agent may decide', async () => {
    const { freeze, kept, changes, contests, decide, time } = await aRestoredTable();
    expect(await freeze(contested(0, 'opened'))).toBe(1);
    expect(await freeze(contested(0, 'opened'))).toBe(0);
    expect(await kept()).toMatchObject({ state: 'frozen', contest: { openedAt: at(0).toISOString() } });
    expect(await changes()).toEqual([]);
    expect(await contests.undecided(time.now)).toEqual([at(0)]);
    await decide(kata, 'rejected');
    expect(await freeze(contested(0, 'opened'))).toBe(0);
    expect(await kept()).toMatchObject({ state: 'active' });
  });

  it.each([
    ['rejected since: stays active', [contested(0, 'opened'), contested(1, 'rejected')], 'active'],
    [
      'rejected and opened again: frozen',
      [contested(0, 'opened'), contested(1, 'rejected'), contested(2, 'opened')],
      'frozen',
    ],
    ['confirmed, not cancelled yet: frozen', [contested(0, 'opened'), contested(1, 'confirmed')], 'frozen'],
  ])('%s', async (_, changes, state) => {
    const { freeze, kept } = await aRestoredTable();
    await freeze(...changes);
    expect(await kept()).toMatchObject({ state });
  });

  it('a customer who registered after the contest is left alone', async () => {
    const { freeze, kept } = await aRestoredTable();
    const before = changeAt(new Date('2026-12-31T08:00:00Z'), {
      type: 'registration-contested',
      customerId,
      stage: 'opened',
    });
    expect(await freeze(before)).toBe(0);
    expect(await kept()).toMatchObject({ state: 'active' });
  });

  it('R11.1 an account that the backup has frozen is closed by the published cancellation', async () => {
    const { open, cancellations, kept, account } = await aRestoredTable();
    await open(bea);
    await cancellations.closeAsTold('account-1', at(5));
    expect(await kept()).toMatchObject({ state: 'closed', username: account.username });
  });
});
