import { join } from 'node:path';
import * as esbuild from 'esbuild';

/**
 * The same handlers as CDK's NodejsFunction bundles them by default: no ESM entry points, no minification, and the SDK left
 * to the runtime, which here is node_modules (so `outdir` must lie below the project). ESM output, since the handlers
 * await at their top level.
 */
export async function buildDefaultBundles(root: string, names: readonly string[], outdir: string): Promise<void> {
  await esbuild.build({
    bundle: true,
    platform: 'node',
    external: ['@aws-sdk/*', '@smithy/*'],
    target: 'node24',
    format: 'esm',
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    absWorkingDir: root,
    entryPoints: names.map((name) => ({ in: join(root, 'functions', name, 'handler.ts'), out: `${name}/index` })),
    outdir,
    outExtension: { '.js': '.mjs' },
  });
}
