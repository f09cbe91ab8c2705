import type { Question } from 'template-host/conformance';

/** Something about AWS that the portal assumes, and how to ask AWS whether it is so. */
export type Assumption = Question & {
  /** The rules and decisions that rest on it. */
  readonly rests: string;
};

/** Something that no command can bring about on an account; known from an incident or AWS's documentation. */
export type Unasked = Omit<Assumption, 'ask' | 'minutes'> & { readonly why: string };
