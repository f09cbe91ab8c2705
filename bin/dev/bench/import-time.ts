import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';

const run = promisify(execFile);

const script = `const begun = performance.now();
await import(process.argv[1]);
process.stdout.write(String(performance.now() - begun));
process.exit(0);`;

/** How long one import of a bundle takes in a process of its own, in ms. `environment`: the variables its code reads. */
export async function importOnce(
  bundle: string,
  environment: Readonly<Record<string, string>>,
  endpoint: string,
): Promise<number> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script, pathToFileURL(bundle).href], {
    env: {
      ...environment,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: '1',
      AWS_SECRET_ACCESS_KEY: '1',
      AWS_ENDPOINT_URL: endpoint,
    },
  });
  return Number(stdout);
}

/**
 * The same handlers as CDK's NodejsFunction bundles them by default: no ESM entry points, no minification, and the SDK left to
 * the runtime, which here is node_modules (so `outdir` must be inside the project). The output is ESM, because the handlers await
 * at their top level.
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
