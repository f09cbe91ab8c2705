import { existsSync, globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFile(join(root, path), 'utf8');
const guides = globSync(['*.md', 'docs/**/*.md', 'packages/*/*.md'], { cwd: root });
const lineCount = async (path: string) => (await read(path)).trimEnd().split('\n').length;

describe('the guides', () => {
  it.each(guides)('%s links to files that exist', async (guide) => {
    const links = [...(await read(guide)).matchAll(/\]\(([^)#\s]+)|src="([^"]+)"/g)].map(
      ([, link, image]) => link ?? image,
    );
    const files = links.filter((link) => link !== undefined && !/^https?:/.test(link));
    expect(files.filter((file) => !existsSync(join(root, dirname(guide), file ?? '')))).toEqual([]);
  });

  it('the README is a front door: 150 lines at most', async () => {
    expect(await lineCount('README.md')).toBeLessThanOrEqual(150);
  });

  it('a decision is context, choice and price in 20 lines at most, under a number of its own', async () => {
    const decisions = globSync('docs/decisions/*.md', { cwd: root });
    const numbers = decisions.map((file) => /(\d{4})-[a-z0-9-]+\.md$/.exec(file)?.[1]);
    expect(new Set(numbers).size).toBe(decisions.length);
    expect(numbers).not.toContain(undefined);
    for (const file of decisions) expect(await lineCount(file), file).toBeLessThanOrEqual(20);
  });
});
