import { watch } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { bundleFolder, bundleOptions, functionNames } from '#assets/build.ts';

const root = join(import.meta.dirname, '../../..');
const sources = ['functions', 'shared'];
/** In ms. Editors write a file several times when they save; a build waits until nothing was written for this long. */
const calm = 100;

/** The folder of each function's asset: the one that holds the same bytes as its bundle. */
async function assetFolders(templateDir: string): Promise<Map<string, string>> {
  const read = (...path: string[]) => readFile(join(...path, 'index.mjs'), 'latin1').catch(() => undefined);
  const folders = (await readdir(templateDir)).filter((entry) => entry.startsWith('asset.'));
  const assets = await Promise.all(folders.map(async (folder) => [await read(templateDir, folder), folder] as const));
  const byText = new Map(assets);
  const names = await functionNames();
  const found = names.map(async (name) => [name, byText.get(await read(bundleFolder, name)) ?? ''] as const);
  return new Map((await Promise.all(found)).filter(([, folder]) => folder !== ''));
}

/**
 * Bundles the functions into the assets that a host plays, readable and with source maps, now and whenever a source changes.
 * `onBuilt` is called after each successful build; esbuild prints the errors of the others. Returns a function that ends it.
 */
export async function watchFunctions(templateDir: string, onBuilt: () => Promise<void>): Promise<() => Promise<void>> {
  const folders = await assetFolders(templateDir);
  const reload: esbuild.Plugin = {
    name: 'reload',
    setup: (build) => build.onEnd(({ errors }) => (errors.length === 0 ? onBuilt() : undefined)),
  };
  const context = await esbuild.context({
    ...bundleOptions,
    plugins: [...bundleOptions.plugins, reload],
    minify: false,
    sourcemap: 'linked',
    // Stack traces name the source.
    banner: { js: `process.setSourceMapsEnabled(true); ${bundleOptions.banner.js}` },
    absWorkingDir: root,
    entryPoints: [...folders].map(([name, folder]) => ({
      in: join(root, 'functions', name, 'handler.ts'),
      out: `${folder}/index`,
    })),
    outdir: templateDir,
    outExtension: { '.js': '.mjs' },
  });
  // Not esbuild's own watching: it polls, and takes half a minute on a busy machine.
  let building = context.rebuild();
  await building;
  let soon: NodeJS.Timeout | undefined;
  const rebuild = () => {
    clearTimeout(soon);
    // After the current build, which may have read the file already. esbuild has printed why a build failed.
    soon = setTimeout(() => {
      building = building.catch(() => undefined).then(() => context.rebuild());
      building.catch(() => undefined);
    }, calm);
  };
  const watchers = sources.map((folder) => watch(join(root, folder), { recursive: true }, rebuild));
  return async () => {
    for (const watcher of watchers) watcher.close();
    clearTimeout(soon);
    await context.dispose();
  };
}
