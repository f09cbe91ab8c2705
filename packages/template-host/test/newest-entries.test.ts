import { expect, it } from 'vitest';
import { NewestEntries } from '#host/newest-entries.ts';

it('holds the newest entries, and an older one no more', () => {
  const entries = new NewestEntries<number>(2);
  for (const [at, key] of ['a', 'b', 'b', 'c'].entries()) entries.set(key, at);
  expect(['a', 'b', 'c'].map((key) => entries.get(key))).toEqual([undefined, 2, 3]);
});
