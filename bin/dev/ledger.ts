import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAssets } from '#assets/build.ts';
import { synthesize } from '#infra/synthesize.ts';
import { defineCommand, runCommand } from '../command.ts';
import { findLosses, type Ledger } from './ledger/ledger.ts';
import { ledgerFile, readCommittedLedger, readSynthesizedLedger } from './ledger/synthesized-ledger.ts';

/** What changes the ledger takes something away from: every loss must be in the text of the migration. */
async function migratedBy(file: string | undefined, losses: readonly string[]): Promise<Record<string, string>> {
  const resources = [...new Set(losses.map((line) => line.split(' ')[0] ?? ''))];
  if (resources.length === 0) return {};
  const text = file === undefined ? '' : await readFile(file, 'utf8');
  const untold = resources.filter((one) => !text.includes(one));
  if (file === undefined || untold.length > 0)
    throw new Error(
      `A deployment would lose:\n${losses.join('\n')}\nDescribe in docs/migrations/ how each is carried over, and give the file by --migration.`,
    );
  return Object.fromEntries(resources.map((one) => [one, file]));
}

async function run({ migration }: { readonly migration?: string }): Promise<void> {
  await buildAssets();
  const outdir = await mkdtemp(join(tmpdir(), 'portal-ledger-'));
  const current = readSynthesizedLedger(synthesize({ outdir }));
  await rm(outdir, { recursive: true });
  const former: Ledger = existsSync(ledgerFile) ? readCommittedLedger() : { kept: {}, names: {}, migrated: {} };
  const migrated = { ...former.migrated, ...(await migratedBy(migration, findLosses(former, current))) };
  await writeFile(ledgerFile, `${JSON.stringify({ ...current, migrated }, null, 2)}\n`);
}

await runCommand(
  defineCommand('ledger', 'Writes docs/ledger.json: what must not be replaced. It refuses a loss without a migration.')
    .option('--migration <file>', 'describes how the content of what is replaced is carried over')
    .action(run),
);
