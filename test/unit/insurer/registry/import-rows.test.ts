import { describe, expect, it } from 'vitest';
import type { ImportCounts } from '#shared/insurer/registry/import-report.ts';
import { type ImportRun, importRows, mostRejected } from '#shared/insurer/registry/import-rows.ts';
import { readOvertaken } from '#shared/insurer/registry/overtaken.ts';
import type { PlacedRow } from '#shared/insurer/registry/registry-file.ts';
import type { RegistryRow, RegistryWriter, RowToWrite } from '#shared/insurer/registry/registry-row.ts';
import { createSeenKeys } from '#shared/insurer/registry/seen-keys.ts';
import { anIdentity } from '#test/builders/identity.ts';
import { aRow, csvFile, csvLine, csvLines, inPieces } from '#test/builders/registry.ts';

const at = (line: number, changes: Partial<RegistryRow> = {}): PlacedRow => ({
  line,
  row: aRow({ policyNumber: `P-${line}`, ...changes }),
});

/** A writer that keeps the rows in memory and takes a while for each batch. */
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
      return rows.map(({ state }) => ({ outcome: state === 'terminated' ? 'unchanged' : 'written' }));
    },
  };
  return { written, writer, mostAtOnce: () => mostAtOnce };
};
async function* inBatches(...rows: readonly PlacedRow[]) {
  yield rows;
}
/** The counts of the last progress. */
async function run(rows: readonly PlacedRow[], writer: RegistryWriter, options: Partial<ImportRun> = {}) {
  const progress: ImportCounts[] = [];
  const isFinished = await importRows({
    placedRows: inBatches(...rows),
    writer,
    order: '2027-01-31T00:00:00.000Z|registry/a.csv',
    onProgress: async (counts) => void progress.push(counts),
    ...options,
  });
  const counts = progress.at(-1);
  if (!counts) throw new Error('no progress');
  return { ...counts, progress, isFinished };
}

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

  it('the person of a rejected second row does not count: the next row brings it', async () => {
    const { writer, written } = setup();
    const other = { customerId: 'C2', identity: anIdentity({ givenName: 'Anna' }) };
    const renamed = { ...other, identity: anIdentity({ givenName: 'Anikó' }) };
    const counts = await run(
      [at(2, { policyNumber: 'P' }), at(3, { policyNumber: 'P', ...renamed }), at(4, { policyNumber: 'Q', ...other })],
      writer,
    );
    expect(counts.rejected).toEqual([{ line: 3, reason: 'duplicate-policy-number' }]);
    expect(written.map(({ customerId, withPerson }) => [customerId, withPerson])).toEqual([
      [expect.anything(), true],
      ['C2', true],
    ]);
  });

  it('a person is written once for all their policies', async () => {
    const { writer, written } = setup();
    await run([at(2), at(3), at(4, { customerId: 'C2', identity: anIdentity({ givenName: 'Anna' }) })], writer);
    expect(written.map(({ withPerson }) => withPerson)).toEqual([true, false, true]);
  });

  it('a row that contradicts an earlier row about the same person is rejected', async () => {
    const { writer } = setup();
    const counts = await run([at(2), at(3, { identity: anIdentity({ birthPlace: 'Pécs' }) })], writer);
    expect(counts.rejected).toEqual([{ line: 3, reason: 'conflicting-person-data' }]);
  });

  it('R9.2a one person under several customerIds is listed, and imported', async () => {
    const { writer } = setup();
    const counts = await run([at(2), at(3, { customerId: 'C2' })], writer);
    expect(counts).toMatchObject({ written: 2, rejectedCount: 0, severalCustomerIds: [3] });
  });

  it('R9.2a lists a person once, by the first line of the other customerId, whatever titles and spelling', async () => {
    const { writer } = setup();
    const titled = { customerId: 'C2', identity: anIdentity({ familyName: 'dr. MINTA' }) };
    const counts = await run([at(2), at(3, titled), at(4, titled), at(5)], writer);
    expect(counts).toMatchObject({ written: 4, severalCustomerIds: [3] });
  });

  it('R9.2a a person known from an earlier file is listed, too, in the order of the lines', async () => {
    const known = new Set(['P-2', 'P-5', 'P-9']);
    const writer: RegistryWriter = {
      batchSize: 1,
      async write([row]) {
        // The batches end in another order than they began.
        await new Promise((resolve) => setTimeout(resolve, row?.policyNumber === 'P-2' ? 20 : 1));
        return [known.has(row?.policyNumber ?? '') ? { outcome: 'written', isSeveral: true } : { outcome: 'written' }];
      },
    };
    const rows = Array.from({ length: 12 }, (_, line) =>
      at(line, { customerId: `C${line}`, identity: anIdentity({ givenName: `Éva ${line}` }) }),
    );
    expect((await run(rows, writer)).severalCustomerIds).toEqual([2, 5, 9]);
    const from = { rows: 6, written: 6, unchanged: 0, superseded: 0, severalCustomerIds: [2, 5] };
    expect((await run(rows, writer, { from })).severalCustomerIds).toEqual([2, 5, 9]);
  });

  it('keeps a bounded list of rejected rows, and counts all', async () => {
    const { writer } = setup();
    const rows = Array.from({ length: mostRejected + 5 }, (_, line) => ({ line, reason: 'unknown-state' as const }));
    const counts = await run(rows, writer);
    expect(counts.rejected).toHaveLength(mostRejected);
    expect(counts.rejectedCount).toBe(mostRejected + 5);
  });

  it('writes several batches at once, but not all', async () => {
    const { writer, mostAtOnce, written } = setup();
    await run(
      Array.from({ length: 200 }, (_, line) => at(line)),
      writer,
    );
    expect(written).toHaveLength(200);
    expect(mostAtOnce()).toBe(12);
  });

  it('reports its progress every 10,000 rows', async () => {
    const { writer } = setup(50);
    const { progress } = await run(
      Array.from({ length: 25_000 }, (_, line) => at(line)),
      writer,
    );
    expect(progress.map(({ rows, written }) => [rows, written])).toEqual([
      [10_000, 10_000],
      [20_000, 20_000],
      [25_000, 25_000],
    ]);
  });

  it('a batch that cannot be written fails the import', async () => {
    const writer: RegistryWriter = { batchSize: 1, write: () => Promise.reject(new Error('throttled')) };
    await expect(run([at(2), at(3)], writer)).rejects.toThrow('throttled');
  });
});

describe('R9.2 an import in several runs', () => {
  const rows = Array.from({ length: 3_000 }, (_, line) =>
    line % 10 === 3
      ? { line, reason: 'unknown-state' as const }
      : at(line, line % 7 === 0 ? { state: 'terminated' } : {}),
  );

  it('ends when its time is over, with counts of settled rows only', async () => {
    const { writer, written } = setup(50);
    let asked = 0;
    const counts = await run(rows, writer, { isTimeOver: () => ++asked === 2 });
    expect(counts).toMatchObject({ isFinished: false, rows: 1_000 });
    expect(counts.written + counts.unchanged + counts.rejectedCount).toBe(1_000);
    expect(written).toHaveLength(counts.written + counts.unchanged);
  });

  it('continues from its checkpoint to the same counts, and writes no row twice', async () => {
    const first = setup(50);
    const from = await run(rows, first.writer, { isTimeOver: () => true });
    const second = setup(50);
    const { progress: _progress, ...counts } = await run(rows, second.writer, { from });
    const { progress: _other, ...undisturbed } = await run(rows, setup(50).writer);
    expect(counts).toEqual(undisturbed);
    const numbers = [...first.written, ...second.written].map(({ policyNumber }) => policyNumber);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers).toHaveLength(2_700);
  });

  it('finds duplicates of rows before the checkpoint', async () => {
    const { writer } = setup();
    const from = { rows: 1, written: 1, unchanged: 0, superseded: 0, severalCustomerIds: [] };
    const twice = [at(2, { policyNumber: 'P' }), at(3, { policyNumber: 'P' })];
    expect((await run(twice, writer, { from })).rejected).toEqual([{ line: 3, reason: 'duplicate-policy-number' }]);
  });
});

describe('R9.2 a row that newer files hold', () => {
  const older = csvLines(9);
  const fileOf = (content: string) => ({ lastModified: new Date(), chunks: inPieces(content) });
  const read = (...newer: (string | undefined)[]) =>
    readOvertaken({
      older: fileOf(csvFile(...older)),
      newer: newer.map((content, n) => ({
        versionId: `v${n}`,
        open: async () => (content === undefined ? undefined : fileOf(content)),
      })),
      soFar: undefined,
      isTimeOver: () => false,
      keep: async () => undefined,
    });
  const overtakenBy = async (...lines: string[]) => {
    const overtaken = await read(csvFile(...lines));
    if (!overtaken) throw new Error('the time was not over');
    return overtaken;
  };

  it('is left out: its policy, its person, or all of it', async () => {
    const { writer, written } = setup();
    const overtaken = await overtakenBy(
      csvLine({ policyNumber: 'P-2', customerId: 'C2' }),
      csvLine({ policyNumber: 'P-3', customerId: 'C3' }),
      csvLine({ policyNumber: 'P-4', customerId: 'C4', state: 'no such state' }),
    );
    const other = { identity: anIdentity({ givenName: 'Anna' }) };
    const counts = await run(
      [
        at(2, { customerId: 'C9', ...other }),
        at(3, { customerId: 'C2', ...other }),
        at(4, { customerId: 'C4' }),
        at(5),
      ],
      writer,
      { overtaken },
    );
    expect(counts).toMatchObject({ rows: 4, written: 3, unchanged: 1, superseded: 1 });
    expect(
      written.map(({ policyNumber, withPerson, withoutPolicy }) => [policyNumber, withPerson, withoutPolicy]),
    ).toEqual([
      ['P-2', true, true],
      ['P-4', true, undefined],
      ['P-5', true, undefined],
    ]);
  });

  it('is written where the newer file was refused as a whole', async () => {
    const overtaken = await read('a;b\n1;2\n');
    const row = { ...aRow(), withPerson: true };
    expect(overtaken?.leave(row)).toEqual(row);
  });

  it('fails the import when a newer file is deleted', async () => {
    await expect(read(undefined)).rejects.toThrow('newer-file-gone');
  });
});

describe('seen keys', () => {
  it('distinguish new, same and other for many keys', () => {
    const keys = createSeenKeys(4);
    for (let key = 0; key < 5000; key++) expect(keys.note(`k${key}`, `v${key % 7}`)).toBe('new');
    for (let key = 0; key < 5000; key++) expect(keys.note(`k${key}`, `v${key % 7}`)).toBe('same');
    expect(keys.note('k1', 'v2')).toBe('other');
    expect([keys.has('k4999'), keys.has('k5000')]).toEqual([true, false]);
    expect(keys.note('k5000')).toBe('new');
  });
});
