import { defineConfig } from 'vite';

/**
 * Builds the pages into dist/website. Nothing is inlined: the site's content security policy allows files of its own
 * origin only, no inline script and no inline style.
 */
export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/website',
    emptyOutDir: true,
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    reportCompressedSize: false,
    // Kilobytes. Only the words that judge a new password come near; they are fetched where one is chosen (decision 81).
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      output: {
        // What every page needs is one file beside the first page's own; otherwise it becomes many small ones.
        codeSplitting: {
          groups: [
            {
              name: 'portal',
              test: /node_modules\/(?!client-zip|libphonenumber-js|@zxcvbn-ts|fastest-levenshtein)|src\/(api|forms|language|layout|problems|session|words\/hu)\//,
            },
          ],
        },
      },
    },
  },
});
