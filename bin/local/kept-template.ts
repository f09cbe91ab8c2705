import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Synthesized } from '#infra/synthesize.ts';

/** The folders and files that the assets and the templates are made of; `package-lock.json` stands for all dependencies. */
const sources = [
  ...['assets', 'bin/local', 'brands', 'functions', 'infra', 'packages/watched-stack/src', 'shared', 'stages', 'web'],
  ...['cdk.json', 'package.json', 'package-lock.json', 'tsconfig.json'],
];

const keptSchema = v.object({
  fingerprint: v.string(),
  synthesized: v.object({ templateDir: v.string(), stackNames: v.array(v.string()), portalName: v.string() }),
});

/** The file's bytes; of a folder the names in it; neither where there is none. */
async function read(path: string): Promise<Buffer | readonly string[]> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EISDIR') return (await readdir(path)).sort();
    if (code === 'ENOENT') return [];
    throw error;
  }
}

/** A hash of all sources, of the Node that runs and of what `cdk -c` has set: what is made of equal ones is equal. */
async function fingerprintOf(root: string): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([root, process.version, process.env.CDK_CONTEXT_JSON]));
  async function add(path: string): Promise<void> {
    const found = await read(join(root, path));
    const isFile = Buffer.isBuffer(found);
    hash.update(JSON.stringify([path, isFile ? found.length : found]));
    if (isFile) hash.update(found);
    else for (const name of found) await add(`${path}/${name}`);
  }
  for (const source of sources) await add(source);
  return hash.digest('hex');
}

const readKept = (file: string) =>
  readFile(file, 'utf8').then(
    (text) => v.safeParse(v.pipe(v.string(), v.parseJson(), keptSchema), text),
    () => undefined,
  );

/**
 * What `make` returns, from the last time where no source below `root` has changed since: to build and to synthesize is most of
 * a start. `outdir` is where `make` writes; what is noted there goes with it. Throws what `make` throws, and notes nothing then.
 */
export async function keptTemplate(
  root: string,
  outdir: string,
  make: () => Promise<Synthesized>,
): Promise<Synthesized> {
  const note = join(outdir, 'made-of.json');
  const fingerprint = await fingerprintOf(root);
  const kept = await readKept(note);
  if (kept?.success && kept.output.fingerprint === fingerprint) return kept.output.synthesized;
  await rm(note, { force: true });
  const synthesized = await make();
  await mkdir(outdir, { recursive: true });
  // Of the sources as they were before: what was edited meanwhile is built by the next start.
  await writeFile(note, JSON.stringify({ fingerprint, synthesized }));
  return synthesized;
}
