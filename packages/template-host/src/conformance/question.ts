import type { Place } from './place.ts';

/**
 * A statement of AWS's documentation, and how to test it on AWS or on a service in its place. `Needs`: the part of a place that
 * it needs.
 */
export type Question<Needs = Place> = {
  /** The question's name in tables and on the command line; it begins with the service. */
  readonly id: string;
  /** What is assumed, in one sentence. */
  readonly text: string;
  /** The source: AWS's page, or who observed it. */
  readonly source: string;
  /** The answer if the statement holds. */
  readonly expected: string;
  /** Asks with the unmodified SDK, and returns the answer in the words of `expected`; an error counts as the answer. */
  readonly ask: (place: Needs) => Promise<string>;
  /** How long it takes, if minutes. */
  readonly minutes?: number;
};

/** An error as a table shows it, its name and its message: `NoSuchKey: The specified key does not exist.` */
export const describeError = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** The refusal of a call, in the form of `describeError`; `no refusal` if it succeeds. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'no refusal';
  } catch (error) {
    return describeError(error);
  }
}

/** Only the error name of a call's refusal. */
export const refusalName = async (call: Promise<unknown>): Promise<string> =>
  (await refusalOf(call)).split(':')[0] ?? '';
