import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { expect, it } from 'vitest';

const web = join(import.meta.dirname, '../../web');
const most = 40_000;

it('the JavaScript that the first page needs is at most 40 KB gzipped', async () => {
  const outDir = await mkdtemp(join(tmpdir(), 'portal-web-'));
  try {
    await build({ root: web, configFile: join(web, 'vite.config.ts'), logLevel: 'error', build: { outDir } });
    const html = await readFile(join(outDir, 'index.html'), 'utf8');
    const scripts = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path = '']) => path);
    expect(scripts.length).toBeGreaterThan(0);
    const sizes = await Promise.all(scripts.map(async (path) => gzipSync(await readFile(join(outDir, path))).length));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(most);
    // The site's content security policy allows no code inside the page.
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bon\w+="/);
  } finally {
    await rm(outDir, { recursive: true });
  }
});
