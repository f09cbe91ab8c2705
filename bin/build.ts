import { buildAssets } from '#assets/build.ts';
import { defineCommand, runCommand } from './command.ts';

await runCommand(
  defineCommand('build', 'Bundles the functions and builds the web page into dist/.').action(async () => {
    console.log(`build ${await buildAssets()}; its source maps are in dist/source-maps`);
  }),
);
