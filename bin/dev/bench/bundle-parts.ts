import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

const metafileSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    outputs: v.record(
      v.string(),
      v.object({
        imports: v.array(v.object({ path: v.string(), external: v.optional(v.boolean(), false) })),
        inputs: v.record(v.string(), v.object({ bytesInOutput: v.number() })),
      }),
    ),
  }),
);

/** What a bundle is made of. */
export type BundleParts = {
  /** Node's own modules that it imports. */
  readonly builtins: readonly string[];
  /** Bytes by package; the portal's own code is `own`. */
  readonly bytes: ReadonlyMap<string, number>;
};

const packageOf = (path: string) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? 'own';

/** The parts of every bundle of the last build, by the function's name. */
export async function readBundleParts(root: string): Promise<ReadonlyMap<string, BundleParts>> {
  const { outputs } = v.parse(metafileSchema, await readFile(join(root, 'dist/metafile.json'), 'utf8'));
  // Each bundle's source map is an output, too, in the same folder and without parts.
  const bundles = Object.entries(outputs).filter(([file]) => file.endsWith('.mjs'));
  return new Map(
    bundles.map(([file, { imports, inputs }]) => {
      const bytes = new Map<string, number>();
      for (const [path, { bytesInOutput }] of Object.entries(inputs))
        bytes.set(packageOf(path), (bytes.get(packageOf(path)) ?? 0) + bytesInOutput);
      const builtins = imports.filter(({ external }) => external).map(({ path }) => path);
      return [file.split('/').at(-2) ?? '', { builtins: [...new Set(builtins)], bytes }];
    }),
  );
}
