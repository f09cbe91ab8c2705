import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as v from 'valibot';

const person = v.object({ username: v.string(), password: v.string() });

/** What customers of a former release had, and the whole state of the account that it ran in. All of it is invented. */
const releaseSchema = v.object({
  release: v.string(),
  recordedAt: v.pipe(v.string(), v.isoTimestamp()),
  reader: v.object({ ...person.entries, email: v.string(), mobile: v.string(), policyNumber: v.string() }),
  /** The reader's session. */
  cookie: v.string(),
  token: v.string(),
  sha256: v.string(),
  /** Locked by wrong passwords. */
  guessed: v.object({ ...person.entries, lockedUntil: v.string() }),
  /** The kept files, in base64, by their paths. */
  files: v.record(v.string(), v.string()),
});
export type FormerRelease = v.InferOutput<typeof releaseSchema>;

const folder = join(import.meta.dirname, 'recorded');

/** The recorded releases, by name. */
export const recordedReleases = async (): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name.endsWith('.json.gz')).map((name) => name.replace('.json.gz', ''));

/** Reads a recorded release and lays its files into `directory`, where a host finds them as its own. */
export async function unpackRelease(release: string, directory: string): Promise<FormerRelease> {
  const packed = await readFile(join(folder, `${release}.json.gz`));
  const former = v.parse(releaseSchema, JSON.parse(gunzipSync(packed).toString()));
  for (const [path, content] of Object.entries(former.files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), Buffer.from(content, 'base64'));
  }
  return former;
}

/** Packs what a host has kept in `directory`. Returns the size in bytes. */
export async function packRelease(facts: Omit<FormerRelease, 'files'>, directory: string): Promise<number> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(directory.length + 1);
    if (entry.isFile()) files[path] = (await readFile(join(directory, path))).toString('base64');
  }
  const packed = gzipSync(JSON.stringify({ ...facts, files }), { level: 9 });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${facts.release}.json.gz`), packed);
  return packed.length;
}
