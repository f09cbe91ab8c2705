import { createStage } from './create-stage.ts';
import { type Exploration, nothingExplored, together } from './exploration.ts';
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

export type Seeds = {
  readonly from: number;
  readonly count: number;
  /** Stops at the first seed with a violation. */
  readonly untilViolated?: boolean;
};

/** Plays a model by seed after seed. */
export async function exploreMany(model: Model, seeds: Seeds, terms: ModelTerms): Promise<Exploration> {
  let explored = nothingExplored;
  for (let seed = seeds.from; seed < seeds.from + seeds.count; seed++) {
    const { violations, trace } = await explore(model, seed, terms);
    const found = violations.map((violation) => ({ ...violation, count: 1, seed, trace: [...trace] }));
    explored = together(explored, { seeds: 1, violated: found.length > 0 ? 1 : 0, found });
    if (seeds.untilViolated && explored.violated > 0) break;
  }
  return explored;
}
