import type { Violation } from './invariants.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

export type ModelTerms = {
  /** The most ms that the clocks of two machines differ from the true time. */
  readonly skew: number;
};

/** What an exploration works with. */
export type Needs = ModelTerms & { readonly stage: Stage; readonly random: Random };

/** One part of the portal, what may happen to it, and what must hold in the end. */
export type Model = {
  readonly name: string;
  /** Plays one seed to its end and judges it. */
  readonly play: (needs: Needs) => Promise<readonly Violation[]>;
  /** The share of calls at which their actor is killed. */
  readonly kills: number;
};

export type Explored = {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly trace: readonly string[];
};
