import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const guide = readFileSync(join(import.meta.dirname, '../../docs/logging.md'), 'utf8');

/** What a pattern's first group finds, everywhere in a text. */
export const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found ?? '');

/** The rows of the logging guide's table under a heading, by the text in backquotes in their first cell. */
export const tableUnder = (heading: string) => {
  const [, section = ''] = guide.split(`## ${heading}\n`);
  return matches(section.split('\n## ')[0] ?? '', /^\| (`.*?) \|/gm).flatMap((cell) => matches(cell, /`([^`]+)`/g));
};
