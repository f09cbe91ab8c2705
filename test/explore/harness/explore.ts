import { createStage } from './create-stage.ts';
import { isolated } from './isolated.ts';
import type { Explored, Model, ModelTerms } from './model.ts';
import { seeded } from './random.ts';
import { inScene } from './scene.ts';

const startsAt = Date.parse('2027-01-31T09:00:00Z');

/** Plays a model by one seed: the same seed plays the same. */
export async function explore(model: Model, seed: number, terms: ModelTerms): Promise<Explored> {
  const random = seeded(seed);
  const stage = createStage({ random, startsAt, skew: terms.skew, kills: model.kills });
  const violations = await inScene({ stage, actor: undefined }, () =>
    isolated(random, () => model.play({ ...terms, stage, random })),
  );
  return { seed, violations, trace: stage.trace() };
}

export type Found = {
  readonly rule: string;
  readonly what: string;
  count: number;
  /** The seed with the shortest trace. */
  seed: number;
  trace: readonly string[];
};

export type Exploration = { readonly seeds: number; readonly violated: number; readonly found: readonly Found[] };

export type Seeds = { readonly from: number; readonly count: number };

/** Plays a model by many seeds, and keeps of each violation how often it came and its shortest trace. */
export async function exploreMany(
  model: Model,
  { from, count }: Seeds,
  terms: ModelTerms,
  isEnough: (violated: number) => boolean = () => false,
): Promise<Exploration> {
  const found = new Map<string, Found>();
  let violated = 0;
  let seeds = 0;
  for (; seeds < count && !isEnough(violated); seeds++) {
    const { seed, violations, trace } = await explore(model, from + seeds, terms);
    if (violations.length > 0) violated++;
    for (const { rule, what } of violations) {
      const known = found.get(`${rule} ${what}`) ?? { rule, what, count: 0, seed, trace };
      known.count++;
      if (trace.length < known.trace.length) Object.assign(known, { seed, trace });
      found.set(`${rule} ${what}`, known);
    }
  }
  return { seeds, violated, found: [...found.values()].sort((a, b) => b.count - a.count) };
}

/** Violations as a person reads them: how often, which seed to play again, and its steps. */
export const describeFound = (model: string, found: readonly Found[]): string =>
  found
    .map(
      ({ rule, what, count, seed, trace }) =>
        `${model}: ${rule}\n  violated by ${count} seeds: ${what}\n  seed ${seed}:\n${trace.map((line) => `    ${line}`).join('\n')}`,
    )
    .join('\n\n');
