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

/** The queries of the logging guide, each under what the sentence before it promises. */
export const queries: ReadonlyMap<string, readonly string[]> = (() => {
  const [, section = ''] = guide.split('## Queries (CloudWatch Logs Insights)\n');
  const found = new Map<string, string[]>();
  let promise = '';
  for (const [index, part] of section.split(/^```$/m).entries()) {
    if (index % 2 === 1) found.set(promise, [...(found.get(promise) ?? []), part.trim()]);
    else promise = part.trim().split('\n\n').at(-1)?.replace(/\s+/g, ' ') || promise;
  }
  return found;
})();

/** The one query group whose promise begins so. Throws where there is none. */
export function queriesFor(beginning: string): readonly string[] {
  const found = [...queries].find(([promise]) => promise.startsWith(beginning));
  if (!found) throw new Error(`docs/logging.md has no query for: ${beginning}`);
  return found[1];
}
