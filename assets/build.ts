import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import * as v from 'valibot';
import { brandsFolder } from '#brands/brand.ts';
import { leaveOut } from './leave-out.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const functionsFolder = join(root, 'functions');

/** Where each function's bundle lies: `<bundleFolder>/<name>/index.mjs`. */
export const bundleFolder = join(root, 'dist/functions');
/** Where the source maps of the last build lie: `<sourceMapsFolder>/<build>/<name>.map`. No asset holds them. */
export const sourceMapsFolder = join(root, 'dist/source-maps');
/** Where the built web page lies. */
export const websiteFolder = join(root, 'dist/website');

/** The names of all functions: the folders that hold a handler. */
export async function functionNames(): Promise<string[]> {
  const entries = await readdir(functionsFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(join(functionsFolder, entry.name, 'handler.ts')))
    .map((entry) => entry.name)
    .sort();
}

/**
 * In Lambda, credentials come from the environment. The SDK's default chain brings the providers of every other place
 * (files, SSO, instance metadata): a third of the bundle and of its load time. Left out by name.
 */
const environmentCredentialsOnly: esbuild.Plugin = {
  name: 'environment-credentials-only',
  setup(build) {
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({
      path: 'credentials',
      namespace: 'environment-credentials',
    }));
    build.onLoad({ filter: /.*/, namespace: 'environment-credentials' }, () => ({
      contents: `import { fromEnv } from '@aws-sdk/credential-provider-env';
export const defaultProvider = () => fromEnv();`,
      resolveDir: root,
    }));
  },
};

/** What all functions share; the bench compares it with CDK's own defaults. */
export const bundleOptions = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // The SDK's ESM builds shake off what is not used; its CommonJS builds do not.
  mainFields: ['module', 'main'],
  conditions: ['module', 'import', 'node'],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  // Some packages inside the SDK still call require() for Node's own modules.
  banner: {
    js: "import { createRequire as createRequireForBundle } from 'node:module'; const require = createRequireForBundle(import.meta.url);",
  },
  plugins: [environmentCredentialsOnly, leaveOut],
} as const satisfies esbuild.BuildOptions;

/**
 * Bundles every function in one esbuild run, each into a folder of its own, and lays the built web page beside the
 * function that publishes it. Returns the build, by which its source maps are kept. Throws esbuild's error for code that
 * does not bundle.
 */
export async function buildFunctions(): Promise<string> {
  const names = await functionNames();
  await rm(bundleFolder, { recursive: true, force: true });
  const { metafile } = await esbuild.build({
    ...bundleOptions,
    plugins: [...bundleOptions.plugins],
    absWorkingDir: root,
    entryPoints: names.map((name) => ({ in: join(functionsFolder, name, 'handler.ts'), out: `${name}/index` })),
    outdir: bundleFolder,
    outExtension: { '.js': '.mjs' },
    metafile: true,
    // Positions only: the source is the commit's.
    sourcemap: 'external',
    sourcesContent: false,
  });
  await writeFile(join(root, 'dist/metafile.json'), JSON.stringify(metafile));
  return setSourceMapsAside(root, bundleFolder, sourceMapsFolder);
}

/** Builds the web page and the functions: all that the stack's assets are made of. Returns the functions' build. */
export async function buildAssets(): Promise<string> {
  await mkdir(bundleFolder, { recursive: true });
  const { build } = await import('vite');
  const [functions] = await Promise.all([
    buildFunctions(),
    build({ root: join(root, 'web'), configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn' }),
  ]);
  await cp(websiteFolder, join(bundleFolder, 'publish-website/website'), { recursive: true });
  await cp(brandsFolder, join(bundleFolder, 'publish-website/brands'), {
    recursive: true,
    // The looks, without the code that reads them.
    filter: (path) => !path.endsWith('.ts'),
  });
  return functions;
}

const mapSchema = v.looseObject({ sources: v.array(v.string()) });

/**
 * Takes the source maps away from the bundles in `bundleFolder` (`<name>/index.mjs.map`), so that no asset ships them, and puts
 * them into `<mapsFolder>/<build>/<name>.map`, with sources as paths from `root`. Maps of earlier builds go. Returns the
 * build: twelve hexadecimal digits of the hash of all bundles, so equal code has an equal build.
 */
export async function setSourceMapsAside(root: string, bundleFolder: string, mapsFolder: string): Promise<string> {
  const names = (await readdir(bundleFolder)).sort();
  const bundles = createHash('sha256');
  for (const name of names) bundles.update(`${name}\n`).update(await readFile(join(bundleFolder, name, 'index.mjs')));
  const build = bundles.digest('hex').slice(0, 12);
  await rm(mapsFolder, { recursive: true, force: true });
  await mkdir(join(mapsFolder, build), { recursive: true });
  for (const name of names) {
    const file = join(bundleFolder, name, 'index.mjs.map');
    const map = v.parse(v.pipe(v.string(), v.parseJson(), mapSchema), await readFile(file, 'utf8'));
    const sources = map.sources.map((source) => relative(root, join(dirname(file), source)));
    await writeFile(join(mapsFolder, build, `${name}.map`), JSON.stringify({ ...map, sources }));
    await rm(file);
  }
  return build;
}
