import { readdir, readFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { join } from 'node:path';
import * as v from 'valibot';

/** A place in a bundle, and the place in the source it was made from. */
export type Place = { readonly bundled: string; readonly source: string };

const mapSchema = v.object({
  version: v.number(),
  names: v.array(v.string()),
  sources: v.array(v.string()),
  mappings: v.string(),
});

async function readMap(folder: string, functionName: string): Promise<SourceMap> {
  const text = await readFile(join(folder, `${functionName}.map`), 'utf8');
  const map = v.parse(v.pipe(v.string(), v.parseJson(), mapSchema), text);
  return new SourceMap({ ...map, file: 'index.mjs', sourceRoot: '', sourcesContent: [] });
}

/** The known function that the text names: in a field of a log line, as a folder, or as a word. */
function namedFunction(text: string, known: readonly string[]): string {
  const found = known.filter((name) => new RegExp(`(^|[^a-z-]|CustomerPortal-\\w+-)${name}([^a-z-]|$)`).test(text));
  const [name] = found;
  if (name === undefined) throw new Error('The text names no function of this build: choose one with --function');
  if (found.length > 1) throw new Error(`The text names ${found.join(' and ')}: choose one with --function`);
  return name;
}

/**
 * Finds the places of a text (`index.mjs:44:130450`, one or many, alone or in a whole log line) in the source. `folder`: the
 * source maps of the build that wrote the line. Lines and columns count from 1. Throws if the text has no such place, or if it
 * names no function or several and `functionName` is not set.
 */
export async function findPlaces(text: string, folder: string, functionName?: string): Promise<Place[]> {
  const places = [...text.matchAll(/index\.mjs:(\d+):(\d+)/g)];
  if (places.length === 0) throw new Error('The text has no place such as index.mjs:44:130450');
  const known = (await readdir(folder)).filter((file) => file.endsWith('.map')).map((file) => file.slice(0, -4));
  const name = functionName ?? namedFunction(text, known);
  if (!known.includes(name)) throw new Error(`There is no function ${name} in ${folder}`);
  const map = await readMap(folder, name);
  return places.map(([bundled, line, column]) => {
    // Not findOrigin: it would add the distance in the minified line to the column in the source.
    const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
    const isMapped = 'originalSource' in entry && entry.originalSource !== undefined;
    const source = isMapped
      ? `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`
      : 'in no source of ours';
    return { bundled, source };
  });
}
