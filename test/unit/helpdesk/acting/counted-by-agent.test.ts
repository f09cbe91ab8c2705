import { describe, expect, it } from 'vitest';
import { counted, countedByAgent } from '#shared/helpdesk/acting/active-caller.ts';
import { largestLimit } from '#shared/platform/limits/limits.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { memoryLimits } from '#test/builders/memory-limits.ts';

const agent = (name: string) => ({ arn: `arn:aws:iam::000000000000:user/${name}` });
const twiceADay = { kind: 'LIFT', who: 'C-1', max: 2 };

/** What agents did for the person `C-1`. */
function setup() {
  const { limits } = memoryLimits();
  const needs = { limits, now: () => new Date('2027-01-31T12:00:00Z') };
  return (name: string) =>
    counted(needs, countedByAgent(twiceADay, agent(name)), async () => 'done').catch((error: unknown) =>
      error instanceof DomainError ? error.code : error,
    );
}

describe('R2.3a what the helpdesk does for one person in a day', () => {
  it('ends for one agent, and not for the others', async () => {
    const act = setup();
    expect([await act('anna'), await act('anna'), await act('anna')]).toEqual(['done', 'done', 'too-many-requests']);
    expect(await act('bela')).toBe('done');
  });

  it('ends for all agents at five times that number', async () => {
    const act = setup();
    const outcomes: unknown[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) outcomes.push(await act(name), await act(name));
    expect(outcomes).toEqual([...Array(10).fill('done'), 'too-many-requests', 'too-many-requests']);
  });

  it('an agent who tries on and on takes nothing from the others', async () => {
    const act = setup();
    for (let time = 1; time <= 50; time++) await act('anna');
    expect(await act('bela')).toBe('done');
  });

  it('is never counted in an item of more attempts than one holds', () => {
    const [, inAll] = countedByAgent({ ...twiceADay, max: largestLimit }, agent('anna'));
    expect(inAll?.max).toBe(largestLimit);
  });
});
