import { describe, expect, it } from 'vitest';
import {
  type ImportCounts,
  importRows,
  mostRejected,
  type RegistryWriter,
  type RowToWrite,
} from '#shared/registry/import-rows.ts';
import type { PlacedRow } from '#shared/registry/registry-file.ts';
import type { RegistryRow } from '#shared/registry/registry-row.ts';
import { createSeenKeys } from '#shared/registry/seen-keys.ts';
import { anIdentity } from '#test/builders/identity.ts';
import { aRow } from '#test/builders/registry.ts';

const at = (line: number, changes: Partial<RegistryRow> = {}): PlacedRow => ({
  line,
  row: aRow({ policyNumber: `P-${line}`, ...changes }),
});

/** A writer that only remembers, taking a while for each batch. */
const setup = (batchSize = 2) => {
  const written: RowToWrite[] = [];
  let running = 0;
  let mostAtOnce = 0;
  const writer: RegistryWriter = {
    batchSize,
    async write(rows) {
      mostAtOnce = Math.max(mostAtOnce, ++running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running--;
      written.push(...rows);
      return rows.map(({ state }) => (state === 'terminated' ? 'unchanged' : 'written'));
    },
  };
  return { written, writer, mostAtOnce: () => mostAtOnce };
};
async function* inBatches(...rows: readonly PlacedRow[]) {
  yield rows;
}
const run = (rows: readonly PlacedRow[], writer: RegistryWriter, onProgress = async (_counts: ImportCounts) => {}) =>
  importRows(inBatches(...rows), writer, '2027-01-31T00:00:00.000Z|registry/a.csv', onProgress);

describe('R9.2 importing rows', () => {
  it('counts rows, written, unchanged and rejected', async () => {
    const { writer } = setup();
    const rows = [at(2), at(3, { state: 'terminated' }), { line: 4, reason: 'unknown-product' as const }, at(5)];
    expect(await run(rows, writer)).toMatchObject({
      rows: 4,
      written: 2,
      unchanged: 1,
      rejectedCount: 1,
      rejected: [{ line: 4, reason: 'unknown-product' }],
    });
  });

  it('the second row of a policy number is rejected, the first stays', async () => {
    const { writer, written } = setup();
    const counts = await run([at(2, { policyNumber: 'P' }), at(3, { policyNumber: 'P', product: 'casco' })], writer);
    expect(counts.rejected).toEqual([{ line: 3, reason: 'duplicate-policy-number' }]);
    expect(written.map(({ product }) => product)).toEqual(['home']);
  });

  it('a person is written once for all their policies', async () => {
    const { writer, written } = setup();
    await run([at(2), at(3), at(4, { customerId: 'C2', identity: anIdentity({ givenName: 'Anna' }) })], writer);
    expect(written.map(({ withPerson }) => withPerson)).toEqual([true, false, true]);
  });

  it('a row that contradicts an earlier one about the same person is rejected', async () => {
    const { writer } = setup();
    const counts = await run([at(2), at(3, { identity: anIdentity({ birthPlace: 'Pécs' }) })], writer);
    expect(counts.rejected).toEqual([{ line: 3, reason: 'conflicting-person-data' }]);
  });

  it('R9.2a one person under several customerIds is listed, and taken', async () => {
    const { writer } = setup();
    const counts = await run([at(2), at(3, { customerId: 'C2' })], writer);
    expect(counts).toMatchObject({ written: 2, rejectedCount: 0, severalCustomerIds: [3] });
  });

  it('keeps a bounded list of what was rejected, and counts all', async () => {
    const { writer } = setup();
    const rows = Array.from({ length: mostRejected + 5 }, (_, line) => ({ line, reason: 'unknown-state' as const }));
    const counts = await run(rows, writer);
    expect(counts.rejected).toHaveLength(mostRejected);
    expect(counts.rejectedCount).toBe(mostRejected + 5);
  });

  it('writes several batches at once, and not all', async () => {
    const { writer, mostAtOnce, written } = setup();
    await run(
      Array.from({ length: 200 }, (_, line) => at(line)),
      writer,
    );
    expect(written).toHaveLength(200);
    expect(mostAtOnce()).toBe(12);
  });

  it('tells how far it is every 10,000 rows', async () => {
    const { writer } = setup(50);
    const told: number[] = [];
    await run(
      Array.from({ length: 25_000 }, (_, line) => at(line)),
      writer,
      async ({ rows }) => void told.push(rows),
    );
    expect(told).toEqual([10_000, 20_000]);
  });

  it('a batch that cannot be written fails the import', async () => {
    const writer: RegistryWriter = { batchSize: 1, write: () => Promise.reject(new Error('throttled')) };
    await expect(run([at(2), at(3)], writer)).rejects.toThrow('throttled');
  });
});

describe('seen keys', () => {
  it('tell new, same and other for many keys', () => {
    const see = createSeenKeys(4);
    for (let key = 0; key < 5000; key++) expect(see(`k${key}`, `v${key % 7}`)).toBe('new');
    for (let key = 0; key < 5000; key++) expect(see(`k${key}`, `v${key % 7}`)).toBe('same');
    expect(see('k1', 'v2')).toBe('other');
  });
});
