import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
let text: string;
beforeAll(async () => {
  text = await readFile(join(root, 'docs/security.md'), 'utf8');
});

describe('docs/security.md', () => {
  it('names tests and files that exist', () => {
    const named = [...text.matchAll(/(?:packages\/[\w-]+\/)?\b(?:test|shared|infra|docs)\/[\w./-]+\.(?:ts|md)\b/g)].map(
      ([name]) => name,
    );
    expect(new Set(named).size).toBeGreaterThan(20);
    expect(named.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });

  it('gives each requirement of the ASVS a how and a test', () => {
    const rows = text.split('\n').filter((line) => /^\| \d+\.\d+\.\d+/.test(line));
    expect(rows.length).toBeGreaterThan(35);
    expect(
      rows.filter((row) => !/^\| [^|]+ \| [^|]{10,} \| (?:packages\/[\w-]+\/)?test\/[^|]+\.test\.ts \|$/.test(row)),
    ).toEqual([]);
  });
});
