import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

const behaviours = (await readdir(join(root, 'functions'), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const tested = new Set(
  (await readdir(import.meta.dirname))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => name.replace(/\.test\.ts$/, '')),
);

describe('the tests are laid out as the code', () => {
  it('every behaviour has a test through its seam, under its own name', () => {
    expect(behaviours.length).toBeGreaterThan(40);
    expect(behaviours.filter((name) => !tested.has(name))).toEqual([]);
  });
});
