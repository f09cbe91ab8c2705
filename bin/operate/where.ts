import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from '@commander-js/extra-typings';

/** The maps of the last build on this machine. Throws when there is none. */
async function lastBuild(): Promise<string> {
  const { sourceMapsFolder } = await import('#infra/build.ts');
  const [build] = await readdir(sourceMapsFolder).catch(() => []);
  if (build === undefined) throw new Error('There are no source maps here: give --maps, or run npm run build');
  return join(sourceMapsFolder, build);
}

/** `operate where "<line>"`: the place in the source that a line of the log names. */
export const addWhere = (operate: Command) =>
  operate
    .command('where')
    .description('Finds the place in the source that a line of the log names (docs/logging.md)')
    .argument('<line...>', 'a whole line of the log, or a place such as index.mjs:44:130450')
    .option('--function <name>', 'the function, where the line does not name it')
    .option(
      '--maps <folder>',
      'the source maps of the deployment that wrote the line; else those of the last build here',
    )
    .action(async (line, { function: name, maps }) => {
      const { findPlaces } = await import('./where/find-places.ts');
      for (const { bundled, source } of await findPlaces(line.join(' '), maps ?? (await lastBuild()), name))
        console.log(`${bundled}  ${source}`);
    });
