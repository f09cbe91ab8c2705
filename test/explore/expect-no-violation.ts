import { expect } from 'vitest';
import { reportMeasured } from '#test/support/measured.ts';
import { describeFound } from './harness/exploration.ts';
import { exploreMany } from './harness/explore.ts';
import type { Model } from './harness/model.ts';

/** Half of the seeds with true clocks, half with clocks that are as far off as those of AWS's machines. */
const seedsEach = 150;
const skews = [0, 300];

/** Some hundred seeds; `npm run explore` plays as many as one likes. */
export async function expectNoViolation(model: Model): Promise<void> {
  const begun = performance.now();
  for (const skew of skews) {
    const { found } = await exploreMany(model, { from: 1, count: seedsEach }, { skew });
    expect(describeFound(model.name, found, skew)).toBe('');
  }
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  reportMeasured(`${model.name}: ${skews.length * seedsEach} seeds explored in ${seconds} s`);
}
