import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleFolder } from '#assets/build.ts';
import { startStubAws } from '#test/infra/boot-stub-aws.ts';
import { type BundleParts, readBundleParts } from './bundle-parts.ts';
import { buildDefaultBundles, type ImportTime, importOnce, moduleOf } from './import-time.ts';

/** How a function starts: with our bundle and with CDK's default bundling, imported in turn. */
export type FunctionImports = {
  readonly name: string;
  readonly kilobytes: number;
  readonly ours: readonly ImportTime[];
  readonly theirs: readonly ImportTime[];
  /** Node's own modules that our bundle imports, alone. */
  readonly builtins: readonly ImportTime[];
  readonly parts: BundleParts;
};

type Order = {
  readonly root: string;
  readonly names: readonly string[];
  readonly rounds: number;
  /** The variables that each function reads. */
  readonly environmentOf: (name: string) => Readonly<Record<string, string>>;
};

/**
 * Imports each function `rounds` times, in turn with the same function bundled by CDK's default, beside a stub of AWS. The stub and
 * the default bundles go in the end, also where a bundle cannot start: an open stub would keep the process from ending.
 */
export async function* measureImports(order: Order): AsyncGenerator<FunctionImports> {
  const { root, names, rounds, environmentOf } = order;
  const defaultFolder = join(root, 'dist/bench-default');
  const stub = await startStubAws();
  try {
    await buildDefaultBundles(root, names, defaultFolder);
    const partsOf = await readBundleParts(root);
    for (const name of names) {
      const parts = partsOf.get(name);
      if (!parts) throw new Error(`The last build has no ${name}`);
      const measured = { ours: [] as ImportTime[], theirs: [] as ImportTime[], builtins: [] as ImportTime[] };
      const take = (modules: readonly string[]) => importOnce(modules, environmentOf(name), stub.url);
      for (let round = 0; round < rounds; round++) {
        measured.ours.push(await take([moduleOf(bundleFolder, name)]));
        measured.theirs.push(await take([moduleOf(defaultFolder, name)]));
        measured.builtins.push(await take(parts.builtins));
      }
      const { size } = await stat(join(bundleFolder, name, 'index.mjs'));
      yield { name, kilobytes: size / 1000, ...measured, parts };
    }
  } finally {
    stub.close();
    await rm(defaultFolder, { recursive: true, force: true });
  }
}
