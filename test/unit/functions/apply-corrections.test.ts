import { describe, expect, it } from 'vitest';
import type { DueCorrection, DuePage } from '#shared/helpdesk/corrections/corrections.ts';
import { writtenLog } from '#test/support/written-log.ts';
import { applyCorrections } from '../../../functions/apply-corrections/apply-corrections.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const dueOf = (accountId: string): DueCorrection => ({ accountId, dueKey: `2027-01-31T11:00:00.000Z#${accountId}` });

type CarryOut = (accountId: string) => 'applied' | 'dropped' | 'over';

function setup(pages: readonly DuePage[], carryOut: CarryOut = () => 'applied', contestedSince: readonly Date[] = []) {
  const read: unknown[][] = [];
  const carriedOut: unknown[][] = [];
  const run = applyCorrections({
    corrections: {
      async due(...asked) {
        read.push(asked);
        return pages[read.length - 1] ?? { due: [] };
      },
      async carryOut(due, now) {
        carriedOut.push([due, now]);
        return carryOut(due.accountId);
      },
    },
    contests: { undecided: async (before) => contestedSince.filter((since) => since < before) },
    now: () => noon,
  });
  return { run, read, carriedOut, log: writtenLog() };
}

describe('apply-corrections', () => {
  it('R10.2 carries out each correction that is due, by its account and its place in the list', async () => {
    const { run, carriedOut, log } = setup([{ due: [dueOf('a-1'), dueOf('a-2')] }]);
    expect(await run()).toEqual({ due: 2, failed: 0, unreadable: 0, undecided: 0 });
    expect(carriedOut).toEqual([
      [dueOf('a-1'), noon],
      [dueOf('a-2'), noon],
    ]);
    expect(log.lines()).toMatchObject([
      { message: 'correction', outcome: 'applied' },
      { message: 'correction', outcome: 'applied' },
    ]);
  });

  it('reads on page by page from where the last one ended', async () => {
    const { run, read } = setup([{ due: [dueOf('a-1')], next: 'k-1' }, { due: [dueOf('a-2')] }]);
    expect(await run()).toEqual({ due: 2, failed: 0, unreadable: 0, undecided: 0 });
    expect(read).toEqual([
      [noon, undefined],
      [noon, 'k-1'],
    ]);
  });

  it('ends after twenty pages; the next run goes on', async () => {
    const { run, read } = setup(Array.from({ length: 30 }, (_, at) => ({ due: [], next: `k-${at}` })));
    await run();
    expect(read).toHaveLength(20);
  });

  it('R10.2 carries out the others when one fails, and logs the reason without the account', async () => {
    const { run, carriedOut, log } = setup([{ due: ['a-1', 'a-2', 'a-3'].map(dueOf) }], (accountId) => {
      if (accountId === 'a-2') throw new Error('throttled');
      return 'applied';
    });
    expect(await run()).toEqual({ due: 3, failed: 1, unreadable: 0, undecided: 0 });
    expect(carriedOut).toHaveLength(3);
    expect(log.lines()).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'correction-not-applied', operation: 'apply-corrections' }),
    );
    expect(log.text()).not.toContain('a-2');
  });

  it('leaves an item that it cannot read to an operator, and carries out the others', async () => {
    const { run, carriedOut, log } = setup([{ due: [{ accountId: undefined, dueKey: 'k' }, dueOf('a-1')] }]);
    expect(await run()).toEqual({ due: 2, failed: 0, unreadable: 1, undecided: 0 });
    expect(carriedOut).toEqual([[dueOf('a-1'), noon]]);
    expect(log.lines()).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'correction-not-applied', error: 'unreadable' }),
    );
  });

  it('R10.4 reports each run how many contested registrations nobody has decided for 72 hours, and not whose', async () => {
    const hoursAgo = (hours: number) => new Date(noon.getTime() - hours * 3_600_000);
    const { run, log } = setup([], undefined, [hoursAgo(100), hoursAgo(73), hoursAgo(71)]);
    expect(await run()).toMatchObject({ undecided: 2 });
    expect(log.lines()).toEqual([
      expect.objectContaining({
        level: 'error',
        message: 'contest-undecided',
        operation: 'apply-corrections',
        undecided: 2,
      }),
    ]);
  });

  it('R10.4 reports nothing while every contest is younger', async () => {
    const { run, log } = setup([], undefined, [new Date(noon.getTime() - 3_600_000)]);
    await run();
    expect(log.lines()).toEqual([]);
  });
});
