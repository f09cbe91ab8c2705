import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Synthesized } from '#infra/synthesize.ts';
import { type Ledger, ledgerSchema, readLedger, type StackResources } from './ledger.ts';

/** The committed ledger; `npm run ledger` writes it. */
export const ledgerFile = join(import.meta.dirname, '../../../docs/ledger.json');

const resource = v.looseObject({
  Type: v.string(),
  Properties: v.optional(v.record(v.string(), v.unknown()), {}),
  DeletionPolicy: v.optional(v.string()),
});
const template = v.pipe(v.string(), v.parseJson(), v.object({ Resources: v.record(v.string(), resource) }));
const ledgerText = v.pipe(v.string(), v.parseJson(), ledgerSchema);

export const readCommittedLedger = (): Ledger => v.parse(ledgerText, readFileSync(ledgerFile, 'utf8'));

/** The resources of synthesized stacks by the part of the portal that each is: `data`, `edge`, `portal`. */
export const readResources = ({ templateDir, stackNames, portalName }: Synthesized): StackResources =>
  Object.fromEntries(
    stackNames.map((name) => [
      name.slice(portalName.length + 1) || 'portal',
      v.parse(template, readFileSync(join(templateDir, `${name}.template.json`), 'utf8')).Resources,
    ]),
  );

export const readSynthesizedLedger = (stacks: Synthesized): Omit<Ledger, 'migrated'> =>
  readLedger(readResources(stacks), stacks.portalName);
