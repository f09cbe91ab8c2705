import { describe, expect, it } from 'vitest';
import { describeCosts } from '../../bin/dev/costs/describe-costs.ts';
import { largestLevers, levers } from '../../bin/dev/costs/levers.ts';
import { prices } from '../../bin/dev/costs/prices.ts';
import { lines } from '../../bin/dev/costs/usage.ts';

const watched = { pages: 14, tickets: 49, notes: 1, parts: 54, metrics: 193, composites: 12, clockRuns: 150_000 };
const billOf = (customers: number) =>
  lines.reduce((sum, line) => sum + line.units(customers, watched) * prices[line.price], 0);

describe.each([1_000, 100_000, 1_000_000])('docs/costs.md for %i customers', (customers) => {
  it('names the three levers that save most, the largest first, and less than the bill', () => {
    const saved = largestLevers(customers, 3).map(({ saves }) => saves(customers));
    const all = levers.map(({ saves }) => saves(customers)).sort((one, other) => other - one);
    expect(saved).toEqual(all.slice(0, 3));
    expect(saved.reduce((sum, one) => sum + one, 0)).toBeLessThan(billOf(customers));
    const shown = customers.toLocaleString('en-US');
    const rows = describeCosts(watched)
      .split('## What would make it smaller')[1]
      ?.split('\n')
      .filter((row) => row.startsWith(`| ${shown} |`));
    expect(rows).toEqual(largestLevers(customers, 3).map(({ name }) => expect.stringContaining(name)));
  });
});

it('a lever saves no more than the lines of the bill that it is about', () => {
  const costOf = (price: keyof typeof prices) =>
    (lines.find((line) => line.price === price)?.units(1_000_000, watched) ?? 0) * prices[price];
  const saved = (part: string) => levers.find(({ name }) => name.includes(part))?.saves(1_000_000) ?? Number.NaN;
  expect(saved('Lite')).toBeLessThan(costOf('Cognito Essentials: user who signs in that month'));
  expect(saved('backupDays')).toBeCloseTo(costOf('AWS Backup: GB of tables kept a month') * (28 / 35));
  expect(saved('SMS')).toBeCloseTo(costOf('SMS to Hungary: one part') / 9);
  expect(saved('webAcl')).toBeCloseTo(
    costOf('WAF: web ACL a month') + costOf('WAF: rule a month') + costOf('WAF: million requests'),
  );
});
