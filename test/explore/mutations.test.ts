import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { models } from './models.ts';
import { mutations, occurrences } from './mutations/mutations.ts';

describe('the faults that npm run explore -- --mutations puts in', () => {
  it.each(mutations)(
    '$name: the text that it replaces is exactly once in $file',
    async ({ file, text, replacement }) => {
      expect(occurrences(text, await readFile(file, 'utf8'))).toBe(1);
      expect(replacement).not.toBe(text);
    },
  );

  it('are at least three for each model', () => {
    for (const model of models.keys())
      expect(mutations.filter((one) => one.model === model).length).toBeGreaterThanOrEqual(3);
  });
});
