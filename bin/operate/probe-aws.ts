import { writeFile } from 'node:fs/promises';
import type { Command } from '@commander-js/extra-typings';
import { endpointOption } from './options.ts';

/** `operate probe-aws`: asks AWS whether what the portal assumes is so (R15.1). */
export const addProbeAws = (operate: Command) =>
  operate
    .command('probe-aws')
    .description('Asks AWS whether it still does what the portal assumes (docs/aws-assumptions.md)')
    .addOption(endpointOption())
    .option('--slow', 'also asks what takes minutes', false)
    .option('--only <assumption>', 'asks one assumption')
    .option('--write', 'writes docs/aws-assumptions.md and asks nothing', false)
    .action(async ({ endpointUrl, slow: isSlow, only, write }) => {
      const { assumptionsGuide, reportLines } = await import('./probe-aws/report.ts');
      if (write) {
        await writeFile(new URL('../../docs/aws-assumptions.md', import.meta.url), assumptionsGuide());
        return;
      }
      const { probeAws } = await import('./probe-aws/probe-aws.ts');
      const probed = await probeAws({ endpointUrl, isSlow, only, print: console.log });
      for (const line of reportLines(probed)) console.log(line);
      if (probed.some(({ answered, held }) => answered !== undefined && !held)) process.exitCode = 1;
    });
