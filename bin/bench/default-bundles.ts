import { join } from 'node:path';
import * as esbuild from 'esbuild';

/**
 * The same handlers as CDK's NodejsFunction bundles them by default with the SDK inside: no ESM entry points, no
 * minification, the whole credential chain. ESM output, since the handlers await at their top level.
 */
export async function buildDefaultBundles(root: string, names: readonly string[], outdir: string): Promise<void> {
  await esbuild.build({
    bundle: true,
    platform: 'node',
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
