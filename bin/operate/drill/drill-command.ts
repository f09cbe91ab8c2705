import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from '@commander-js/extra-typings';

/** `operate drill`: plays the incidents of docs/drills.md on this machine. */
export const addDrill = (operate: Command) =>
  operate
    .command('drill')
    .description('Plays incidents on the local host and shows what rings (docs/drills.md); needs no AWS account')
    .option('--only <numbers...>', 'some of them, such as 4 6a')
    .option('--write', 'writes the rows of those that rang as they should into docs/drills.md', false)
    .action(async ({ only, write }, command) => {
      const [{ drills }, { playDrill }, { drillsGuide, outcomeLine }] = await Promise.all([
        import('#test/operations/drills/drills.ts'),
        import('#test/operations/drills/play-drill.ts'),
        import('./describe-drills.ts'),
      ]);
      const unknown = only?.filter((number) => !drills.some((drill) => drill.number === number)) ?? [];
      if (unknown.length > 0) command.error(`error: there is no drill ${unknown.join(', ')}`);
      const guide = new URL('../../../docs/drills.md', import.meta.url);
      for (const drill of drills.filter(({ number }) => only?.includes(number) ?? true)) {
        const outcome = await playDrill(drill);
        console.log(outcomeLine(outcome));
        if (outcome.problems.length > 0) process.exitCode = 1;
        else if (write)
          await writeFile(guide, drillsGuide(drills, [outcome], await readFile(guide, 'utf8').catch(() => '')));
      }
    });
