import { type Command, Option } from '@commander-js/extra-typings';
import { severities } from 'watched-stack/severity';
import { byOption } from '../customer/customer-commands.ts';
import { endpointOption, stageOption } from '../options.ts';

/** `operate publish-pages`: puts the pages into their bucket again (runbook: "publish-website"). */
export const addPublishPages = (operate: Command) =>
  operate
    .command('publish-pages')
    .description('Publishes the pages of the deployed build again, without a new build (runbook: "publish-website")')
    .addOption(stageOption())
    .addOption(endpointOption())
    .action(async (order) => {
      const { publishPages } = await import('./publish-pages.ts');
      await publishPages({ ...order, print: console.log });
    });

/** `operate test-pager`: rings an alarm by hand (runbook: "Testing the pager"). */
export const addTestPager = (operate: Command) =>
  operate
    .command('test-pager')
    .description('Rings one alarm for a minute, to try who it reaches (runbook: "Testing the pager")')
    .addOption(new Option('--severity <severity>', 'whose topic is tried').choices(severities).default('page' as const))
    .addOption(byOption('who you are; the page says it'))
    .addOption(stageOption())
    .addOption(endpointOption())
    .action(async (order) => {
      const { testPager } = await import('../pager/test-pager.ts');
      await testPager({ ...order, print: console.log });
    });
