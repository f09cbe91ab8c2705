import { describe, expect, it } from 'vitest';
import { explore } from './harness/explore.ts';
import { models } from './models.ts';

describe.each([...models.values()])('the $name model', (model) => {
  it.each([0, 300])('plays a seed again as it played it before, with clocks %i ms off', async (skew) => {
    for (const seed of [11, 12, 13]) {
      const first = await explore(model, seed, { skew });
      const second = await explore(model, seed, { skew });
      expect(second.trace).toEqual(first.trace);
      expect(second.violations).toEqual(first.violations);
    }
  });

  it('reaches kills, conflicts and lost answers', async () => {
    const traces = [];
    for (let seed = 1; seed <= 25; seed++) traces.push(...(await explore(model, seed, { skew: 0 })).trace);
    for (const event of ['[killed before]', '[killed after]', '[conflict]', '[answer lost, asked again]'])
      expect(traces.filter((line) => line.includes(event)).length).toBeGreaterThan(0);
  });
});
