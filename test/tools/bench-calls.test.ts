import { describe, expect, it } from 'vitest';
import { describeGrowth, describeRequests } from '../../bin/dev/bench/describe-requests.ts';
import { type Cost, longestChain } from '../../bin/dev/bench/measure-requests.ts';

const aCost = (changes: Partial<Cost> = {}): Cost => ({
  ...{ step: 'sign in', function: 'sign-in', calls: 7, inSequence: 7, readUnits: 3, writeUnits: 3, operations: [] },
  ...changes,
});

describe('npm run bench -- --calls', () => {
  it.each<[string, [begun: number, ms: number][], number]>([
    ['none', [], 0],
    ['one', [[5, 10]], 1],
    [
      'side by side',
      [
        [0, 40],
        [1, 40],
        [2, 40],
      ],
      1,
    ],
    [
      'one after another',
      [
        [0, 40],
        [41, 40],
        [82, 40],
      ],
      3,
    ],
    [
      'two side by side, then one',
      [
        [0, 40],
        [2, 45],
        [48, 40],
      ],
      2,
    ],
    [
      'one long beside two short',
      [
        [0, 100],
        [1, 40],
        [45, 40],
      ],
      2,
    ],
    [
      'in any order',
      [
        [82, 40],
        [0, 40],
        [41, 40],
      ],
      3,
    ],
  ])('counts calls one after another: %s', (_, calls, length) => {
    expect(longestChain(calls.map(([begun, ms]) => ({ begun, ms })))).toBe(length);
  });

  it('says why a function makes so many calls one after another, and where nobody has said why', () => {
    const [, long, short, unexplained] = describeRequests([
      aCost(),
      aCost({ function: 'link-document', inSequence: 2 }),
      aCost({ function: 'new-function' }),
    ]);
    expect(long).toMatch(/the lease before the password/);
    expect(short).not.toMatch(/reason|lease/);
    expect(unexplained).toMatch(/no reason is given/);
  });

  it('puts the same customer with few and with many documents side by side', () => {
    const few = [aCost({ step: 'list the documents', function: 'list-documents', calls: 2, readUnits: 2 })];
    const many = [aCost({ step: 'list the documents', function: 'list-documents', calls: 2, readUnits: 15 })];
    expect(describeGrowth(few, many, 10_000).at(-1)).toMatch(/2 calls, 2 read +2 calls, 15 read$/);
  });
});
