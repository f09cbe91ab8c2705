import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import * as v from 'valibot';

const run = promisify(execFile);

/**
 * Imports what it is given and says how long it took. Lambda's runtime has loaded `node:http` before any handler, to ask for events
 * (aws-lambda-nodejs-runtime-interface-client); AWS is called without TLS here, which on Lambda it never is.
 */
const script = `import 'node:http';
import { subscribe } from 'node:diagnostics_channel';
let asked, answered;
subscribe('http.client.request.start', () => { asked ??= performance.now(); });
subscribe('http.client.response.finish', () => { answered = performance.now(); });
const begun = performance.now();
const before = process.cpuUsage();
for (const one of process.argv.slice(1)) await import(one);
const { user, system } = process.cpuUsage(before);
const ms = performance.now() - begun;
process.stdout.write(JSON.stringify({ ms, cpu: (user + system) / 1000, calls: asked === undefined ? 0 : answered - asked }));
process.exit(0);`;

const importSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ ms: v.number(), cpu: v.number(), calls: v.number() }),
);

/** One import, in ms: by the clock, of CPU, and how long it waited for AWS's answers. */
export type ImportTime = v.InferOutput<typeof importSchema>;

/** How long importing modules takes in a process of its own. `environment`: the variables their code reads. */
export async function importOnce(
  modules: readonly string[],
  environment: Readonly<Record<string, string>>,
  endpoint: string,
): Promise<ImportTime> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script, ...modules], {
    env: {
      ...environment,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: '1',
      AWS_SECRET_ACCESS_KEY: '1',
      AWS_ENDPOINT_URL: endpoint,
    },
  });
  return v.parse(importSchema, stdout);
}

/** The bundle of a function in `folder`, as `importOnce` takes it. */
export const moduleOf = (folder: string, name: string): string => pathToFileURL(join(folder, name, 'index.mjs')).href;

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
