import type { Page } from 'playwright-core';
import { sayHelpline } from '#shared/contract/helpline.ts';
import type { Problem } from '../../../web/src/api/problem.ts';
import { formatTimeFrom } from '../../../web/src/language/formats.ts';
import { en } from '../../../web/src/words/en.ts';
import { hu, type Words } from '../../../web/src/words/words.ts';
import type { Visit } from '../visit.ts';
import type { Answers } from './canned-api.ts';

/** One state of a page: its address, the API's answers, the steps that lead there, and what it then shows. */
export type State = {
  readonly name: string;
  readonly path: string;
  readonly isSignedIn?: true;
  /** Beside what the API usually says. */
  readonly answers?: Answers;
  /** What the settings say about the insurer beside the defaults, by the page's own meta elements. */
  readonly insurer?: Readonly<Record<string, string>>;
  /** Leads there; `change` gives the API other answers from then on. */
  readonly reach?: (page: Page, change: (answers: Answers) => void, here: Visit) => Promise<unknown>;
  /** A text that the page shows in this state only. */
  readonly shows: (words: Words) => string;
  readonly media?: 'print';
  /** Whether `reach` takes the page's clock into its hands: it stays so, and no other state may have this profile. */
  readonly movesClock?: true;
};

const languageOf = (words: Words) => (words === hu ? 'hu' : 'en');

/** The helpline of a page without settings, as sentences have it. */
export const helplineIn = (words: Words): string =>
  sayHelpline(languageOf(words), { number: '(06 1/20/30/70) 335 3355', menu: '4', hours: '' });

/** The sentence that the pages have for a problem. */
export function problemText(words: Words, problem: Problem): string {
  return words.problems[problem.code](problem, {
    helpline: helplineIn(words),
    time: (instant) => formatTimeFrom(languageOf(words), instant),
  });
}

export const wordsOf = { hu, en } as const;
