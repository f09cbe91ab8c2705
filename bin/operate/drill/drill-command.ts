import { writeFile } from 'node:fs/promises';
import type { Command } from '@commander-js/extra-typings';

/** `operate drill`: plays the incidents of docs/drills.md on this machine. */
export const addDrill = (operate: Command) =>
  operate
    .command('drill')
    .description('Plays incidents on the local host and shows what rings (docs/drills.md); needs no AWS account')
    .option('--only <numbers...>', 'some of them, such as 4 6a')
    .option('--write', 'writes docs/drills.md, if all were played and each rang as it should', false)
    .action(async ({ only, write }, command) => {
      const [{ drills }, { playDrill }, { drillsGuide, outcomeLine }] = await Promise.all([
        import('#test/operations/drills/drills.ts'),
        import('#test/operations/drills/play-drill.ts'),
        import('./describe-drills.ts'),
      ]);
      if (write && only) command.error('error: --write plays all');
      const unknown = only?.filter((number) => !drills.some((drill) => drill.number === number)) ?? [];
      if (unknown.length > 0) command.error(`error: there is no drill ${unknown.join(', ')}`);
      const outcomes = [];
      for (const drill of drills.filter(({ number }) => only?.includes(number) ?? true)) {
        const outcome = await playDrill(drill);
        console.log(outcomeLine(outcome));
        outcomes.push(outcome);
      }
      if (outcomes.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
      else if (write) await writeFile(new URL('../../../docs/drills.md', import.meta.url), drillsGuide(outcomes));
    });
