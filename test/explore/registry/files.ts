import type { PaymentMethod } from '#shared/contract/fields.ts';
import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';
import { anIdentity } from '#test/builders/identity.ts';
import { csvFile, csvLine } from '#test/builders/registry.ts';
import type { Needs } from '../harness/model.ts';

export const policyNumbers = ['P-0', 'P-1', 'P-2', 'P-3', 'P-4'] as const;

/** What a good row says of its policy. */
export type Row = { readonly holder: string; readonly paymentMethod: PaymentMethod };

/** A version of a registry file, as it lies in the bucket. */
export type File = {
  readonly object: UploadedObject;
  /** As S3 reports it, in whole seconds. */
  readonly lastModified: Date;
  readonly text: string;
  /** Its good rows by policy number; none where the file cannot be trusted as a whole. */
  readonly rows: ReadonlyMap<string, Row>;
};

const names = ['registry/a.csv', 'registry/b.csv'] as const;
const spans = [200, 900, 5_000] as const;
const junk = 'no,header\n1,2\n';

const identityOf = (customerId: string) => ({
  ...anIdentity(),
  familyName: `Minta${customerId}`,
  birthFamilyName: `Próba${customerId}`,
});

type Contents = {
  /** Names every policy, and is all good. */
  readonly isFull: boolean;
  readonly holders: readonly [string, ...string[]];
  readonly payments: readonly [PaymentMethod, ...PaymentMethod[]];
};

/** The first file: every policy is C1's, and paid so that electronic post goes on. */
export const firstContents: Contents = { isFull: true, holders: ['C1'], payments: ['bank-transfer'] };
export const laterContents: Contents = {
  isFull: false,
  holders: ['C1', 'C1', 'C2'],
  payments: ['bank-transfer', 'direct-debit', 'postal-cheque'],
};

/** The next file that the insurer writes: some policies, now and then a bad row, now and then nothing that can be read. */
export function nextFile({ stage, random }: Needs, number: number, { isFull, holders, payments }: Contents): File {
  stage.pass(random.pick(spans));
  const rows = new Map<string, Row>();
  const lines: string[] = [];
  for (const policyNumber of policyNumbers) {
    if (!isFull && random.chance(0.5)) continue;
    const row = { holder: random.pick(holders), paymentMethod: random.pick(payments) };
    const isBad = !isFull && random.chance(0.15);
    const { holder: customerId, paymentMethod } = row;
    lines.push(
      csvLine({
        ...identityOf(customerId),
        ...{ policyNumber, customerId, paymentMethod: isBad ? 'shells' : paymentMethod },
      }),
    );
    if (!isBad) rows.set(policyNumber, row);
  }
  const isReadable = isFull || random.chance(0.9);
  const text = isReadable ? csvFile(...lines) : junk;
  const [key, versionId] = [random.pick(names), `v${number}`];
  const object = { bucket: 'bucket', key, versionId, size: text.length, uploadedAt: stage.date() };
  const says = isReadable ? [...rows].map(([policy, row]) => `${policy} ${row.holder} ${row.paymentMethod}`) : ['junk'];
  stage.say(`FILE ${versionId} ${key}: ${says.join(', ')}`);
  return {
    ...{ object, text, rows: isReadable ? rows : new Map() },
    lastModified: new Date(Math.floor(stage.now() / 1000) * 1000),
  };
}
