import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import * as v from 'valibot';

const mapSchema = v.looseObject({ sources: v.array(v.string()) });

/**
 * Takes the source maps away from the bundles in `bundleFolder` (`<name>/index.mjs.map`), so that no asset ships them, and puts
 * them into `<mapsFolder>/<build>/<name>.map`, with sources as paths from `root`. Maps of earlier builds go. Returns the
 * build: twelve hexadecimal digits that stand for the bytes of all bundles, so equal code has an equal build.
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
