import * as v from 'valibot';

/** A kind of violation: how often it came, and the shortest trace that leads to it. */
const foundSchema = v.object({
  rule: v.string(),
  what: v.string(),
  count: v.number(),
  seed: v.number(),
  trace: v.array(v.string()),
});
export type Found = v.InferOutput<typeof foundSchema>;

/** The result of many seeds; also what a worker reports of its share. */
export const explorationSchema = v.object({ seeds: v.number(), violated: v.number(), found: v.array(foundSchema) });
export type Exploration = v.InferOutput<typeof explorationSchema>;

export const nothingExplored: Exploration = { seeds: 0, violated: 0, found: [] };

/** Both together; the commonest violation first. */
export function together(one: Exploration, other: Exploration): Exploration {
  const found = new Map<string, Found>();
  for (const each of [...one.found, ...other.found]) {
    const name = `${each.rule} ${each.what}`;
    const known = found.get(name);
    const shortest = known && known.trace.length <= each.trace.length ? known : each;
    found.set(name, { ...shortest, count: each.count + (known?.count ?? 0) });
  }
  return {
    seeds: one.seeds + other.seeds,
    violated: one.violated + other.violated,
    found: [...found.values()].sort((a, b) => b.count - a.count),
  };
}

/** Violations as a person reads them: the rule, how often, which seed to play again, and its steps. `skew`: of the clocks, ms. */
export const describeFound = (model: string, found: readonly Found[], skew: number): string =>
  found
    .map(({ rule, what, count, seed, trace }) =>
      [
        `VIOLATED ${rule}`,
        `  ${what}; seeds: ${count}; the shortest: npm run explore -- --model ${model} --from ${seed} --seeds 1 --skew ${skew}`,
        ...trace.map((line) => `    ${line}`),
      ].join('\n'),
    )
    .join('\n\n');
