import type { AnyProblemCode, Problem } from '../api/problem.ts';

/** What the words of a problem may need beside the problem itself. */
export type ProblemFacts = {
  /** The helpdesk's number with its menu, as people read it. */
  readonly helpline: string;
  /** An ISO 8601 instant as date and time in Budapest. */
  readonly time: (instant: string) => string;
};

/** One or more sentences for every problem: what happened, and what to do now. */
export type ProblemWords = Readonly<Record<AnyProblemCode, (problem: Problem, facts: ProblemFacts) => string>>;
