import type { Place } from './place.ts';

/**
 * Something that AWS's documentation says, and how to ask whoever answers in AWS's place whether it is so. `Needs`: what of a place
 * it is asked on.
 */
export type Question<Needs = Place> = {
  /** Begins with the service: names the question in tables and on the command line. */
  readonly id: string;
  /** What is assumed, in one sentence. */
  readonly text: string;
  /** Where AWS says so, or who saw it. */
  readonly source: string;
  /** The answer where it is so. */
  readonly expected: string;
  /** Asks by the unmodified SDK, and returns the answer in the words of `expected`; what it throws counts as the answer. */
  readonly ask: (place: Needs) => Promise<string>;
  /** How long it takes where that is minutes. */
  readonly minutes?: number;
};

/** An error as a table shows it, its name and its message: `NoSuchKey: The specified key does not exist.` */
export const describeError = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** What a call is refused with, as `describeError` words it; `no refusal` where it is answered. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'no refusal';
  } catch (error) {
    return describeError(error);
  }
}

/** The name alone of what a call is refused with. */
export const refusalName = async (call: Promise<unknown>): Promise<string> =>
  (await refusalOf(call)).split(':')[0] ?? '';
