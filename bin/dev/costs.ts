import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAssets } from '#assets/build.ts';
import { synthesize } from '#infra/synthesize.ts';
import { defineCommand, runCommand } from '../command.ts';
import { describeCosts } from './costs/describe-costs.ts';
import { watchedBy } from './costs/watched.ts';

async function writeCosts(): Promise<void> {
  await buildAssets();
  const outdir = await mkdtemp(join(tmpdir(), 'portal-costs-'));
  const watched = watchedBy(synthesize({ outdir }));
  await rm(outdir, { recursive: true });
  await writeFile(join(import.meta.dirname, '../../docs/costs.md'), describeCosts(watched));
}

await runCommand(
  defineCommand(
    'costs',
    'Writes docs/costs.md from the prices and the usage in bin/dev/costs/ and the alarms of the stacks: what 1,000, 100,000 and 1,000,000 customers cost a month.',
  ).action(writeCosts),
);
