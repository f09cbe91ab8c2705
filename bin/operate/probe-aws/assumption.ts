import type { ProbeStack } from './probe-stack.ts';

/** Something about AWS that a rule of the portal rests on, and how to ask AWS whether it is so. */
export type Assumption = {
  /** Names it in the table and for `--only`. */
  readonly id: string;
  /** The rules and decisions that rest on it. */
  readonly rests: string;
  /** One sentence. */
  readonly text: string;
  /** Where AWS says so, or who saw it. */
  readonly source: string;
  /** What AWS answers when it holds. */
  readonly expected: string;
  /** Asks, and returns the answer in the words of `expected`; what it throws counts as the answer. */
  readonly ask: (stack: ProbeStack) => Promise<string>;
  /** How long it takes where that is minutes; it is asked with `--slow` only. */
  readonly minutes?: number;
};

/** Something that no command can bring about on an account; an incident or AWS's documentation told. */
export type Unasked = Omit<Assumption, 'ask' | 'minutes'> & { readonly why: string };

/** What a call is refused with, as `describe` words it; `no refusal` where it is answered. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'no refusal';
  } catch (error) {
    return describe(error);
  }
}

/** An error as the table shows it, its name and its message: `NoSuchKey: The specified key does not exist.` */
export const describe = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
