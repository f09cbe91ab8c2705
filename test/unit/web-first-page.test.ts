import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nameOldestBrowsers } from '../../web/oldest-browsers.ts';

const web = join(import.meta.dirname, '../../web');
const most = 40_000;
let outDir: string;

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'portal-web-'));
  await build({ root: web, configFile: join(web, 'vite.config.ts'), logLevel: 'error', build: { outDir } });
});
afterAll(() => rm(outDir, { recursive: true }));

it('the JavaScript that the first page needs is at most 40 KB gzipped', async () => {
  const html = await readFile(join(outDir, 'index.html'), 'utf8');
  const scripts = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path = '']) => path);
  expect(scripts.length).toBeGreaterThan(0);
  const sizes = await Promise.all(scripts.map(async (path) => gzipSync(await readFile(join(outDir, path))).length));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(most);
  // The site's content security policy allows no code inside the page.
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bon\w+="/);
});

it('page and README name the browsers that the build is for', async () => {
  const html = await readFile(join(outDir, 'index.html'), 'utf8');
  expect(html).toContain(`${nameOldestBrowsers('vagy')} vagy újabb`);
  expect(html).toContain(`${nameOldestBrowsers('or')} or later`);
  expect(html).not.toContain('%');
  expect(await readFile(join(web, '../README.md'), 'utf8')).toContain(nameOldestBrowsers('or'));
});

/**
 * What the oldest browsers (web/oldest-browsers.ts) do not have (MDN's browser compatibility data), and no build target
 * takes away. `navigator.locks` and `BroadcastChannel` are there, or are asked for before they are used.
 */
const tooNew: readonly RegExp[] = [
  /AbortSignal\.(?:timeout|any)\b/,
  /\bObject\.(?:hasOwn|groupBy)\b/,
  /\bMap\.groupBy\b/,
  /\bstructuredClone\(/,
  /\bPromise\.(?:withResolvers|try)\b/,
  /\bArray\.fromAsync\b/,
  /\.(?:findLast|findLastIndex|toSorted|toReversed|toSpliced|isWellFormed|toWellFormed)\(/,
  /\bURL\.(?:canParse|parse)\b/,
  /\bIterator\.from\b|\.checkVisibility\(|\.startViewTransition\(|\.showPopover\(/,
  // A look behind is a syntax error before Safari 16.4: the whole file does not run.
  /\(\?<[=!]/,
  /\bstatic\s*\{/,
];
const tooNewStyles: readonly RegExp[] = [
  /@media[^{]*[<>]=?|@media not \(/,
  /:has\(|@container|@layer|color-mix\(|&\s*:/,
];

/** What an old browser does not miss. */
const noHarm: ReadonlySet<string> = new Set([
  // client-zip names an answer of a server by its address so; pages put bytes with names of their own into the ZIP.
  'make-bundle .findLast(',
  // A rule of its own, dropped alone: the footer is then shown while a page waits.
  'index :has(',
]);

/**
 * Files of pdf.js: its build for older browsers brings what it uses, by core-js, and newer-browsers.ts the rest. It asks for
 * structuredClone only in forms and for a worker within the page, and the portal has neither.
 */
const bringsItsOwn: ReadonlySet<string> = new Set(['pdf', 'pdf-worker', 'open-pdf']);

it('pages use nothing that the oldest browsers they are for lack', async () => {
  const files = await readdir(join(outDir, 'assets'));
  for (const file of files.filter((name) => /\.(?:js|css)$/.test(name))) {
    const text = await readFile(join(outDir, 'assets', file), 'utf8');
    const found = (file.endsWith('.css') ? tooNewStyles : tooNew).flatMap((one) => one.exec(text)?.[0] ?? []);
    const [name = ''] = file.split(/-[\w-]{8}\./);
    if (bringsItsOwn.has(name)) continue;
    expect(
      found.filter((one) => !noHarm.has(`${name} ${one}`)),
      file,
    ).toEqual([]);
  }
});
