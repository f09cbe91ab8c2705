import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { nameOldestBrowsers, oldestBrowsers } from './oldest-browsers.ts';

/**
 * Lays what pdf.js fetches by its own names beside the pages: fonts, decoders and their licences. A folder for each version, so
 * that browsers may keep them for good.
 */
const layPdfJsFiles = (): Plugin => ({
  name: 'lay-pdfjs-files',
  generateBundle() {
    const { resolve } = createRequire(import.meta.url);
    const root = dirname(resolve('pdfjs-dist/package.json'));
    const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    for (const folder of ['standard_fonts', 'wasm', 'iccs'])
      for (const name of readdirSync(join(root, folder)).filter((each) => !each.startsWith('quickjs')))
        this.emitFile({
          type: 'asset',
          fileName: `assets/pdfjs-${version}/${extname(name) === '' ? `${folder}-${name}.txt` : name}`,
          source: readFileSync(join(root, folder, name)),
        });
  },
});

/** Writes into the page which browsers it needs: it is read where nothing of the portal runs. */
const writeOldestBrowsers: Plugin = {
  name: 'write-oldest-browsers',
  transformIndexHtml: (html) =>
    html.replace(/%OLDEST_BROWSERS_(HU|EN)%/g, (_, language) => nameOldestBrowsers(language === 'HU' ? 'vagy' : 'or')),
};

/**
 * Builds the pages into dist/website. Nothing is inlined: the site's content security policy allows files of its own
 * origin only, no inline script and no inline style.
 */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [layPdfJsFiles(), writeOldestBrowsers],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/website',
    emptyOutDir: true,
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Syntax of code and styles. test/unit/web-first-page.test.ts looks for the rest.
    target: (['safari', 'chrome', 'edge', 'firefox'] as const).map((name) => name + oldestBrowsers[name]),
    reportCompressedSize: false,
    // Kilobytes. Only the words that judge a new password come near; they are fetched where one is chosen (decision 81).
    chunkSizeWarningLimit: 1_500,
    rolldownOptions: {
      // Operators read what `cdk` prints: how long pdf.js takes to bundle is not for them.
      checks: { bundlerTimings: false },
      output: {
        // What every page needs is one file beside the first page's own; otherwise it becomes many small ones.
        codeSplitting: {
          groups: [
            {
              name: 'portal',
              test: /node_modules\/(?!client-zip|libphonenumber-js|@zxcvbn-ts|fastest-levenshtein|lucide|pdfjs-dist)|src\/(api|forms|language|layout|problems|session)\//,
            },
          ],
        },
      },
    },
  },
});
