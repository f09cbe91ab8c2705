import { describe, expect, it } from 'vitest';
import type { ImportReport } from '#shared/insurer/registry/import-report.ts';
import { type BegunImport, importTime } from '#shared/insurer/registry/imports.ts';
import type { RegistryWriter } from '#shared/insurer/registry/registry-row.ts';
import { TableBusy } from '#shared/platform/tables/table-busy.ts';
import { csvFile, csvLine, csvLines, inPieces } from '#test/builders/registry.ts';
import { importRegistry } from '../../../functions/import-registry/import-registry.ts';

const setup = (
  content: string | undefined,
  write: RegistryWriter['write'] = async (rows) => rows.map(() => ({ outcome: 'written' })),
  beforeEnd: () => void = () => undefined,
) => {
  const reports: ImportReport[] = [];
  const byName = new Map<string, ImportReport>();
  const orders: string[] = [];
  const begun: BegunImport[] = [];
  const turn = { held: false, freeFrom: Number.POSITIVE_INFINITY };
  let reads = 0;
  let time = Date.parse('2027-01-31T10:00:00Z');
  const figures: object[] = [];
  const ended: number[] = [];
  const work = importRegistry({
    files: {
      async open() {
        reads++;
        return content === undefined
          ? undefined
          : { lastModified: new Date('2027-01-31T09:00:00Z'), chunks: inPieces(content, 64) };
      },
    },
    reports: {
      find: async (_bucket, name) => byName.get(name),
      async write(_bucket, name, report) {
        reports.push(structuredClone(report));
        byName.set(name, structuredClone(report));
      },
    },
    imports: {
      async takeTurn() {
        if (turn.held && time < turn.freeFrom) return undefined;
        turn.held = true;
        return async () => {
          turn.held = false;
        };
      },
      begin: async (file) => void begun.push(file),
      async end(_file, rows) {
        beforeEnd();
        ended.push(rows);
      },
      rowsBefore: async () => ended.at(-1),
      newerThan: async ({ order, versionId }) =>
        begun.filter((other) => other.order > order && other.versionId !== versionId),
      findOvertaken: async () => undefined,
      keepOvertaken: async () => undefined,
      forgetOvertaken: async () => undefined,
    },
    registry: {
      batchSize: 50,
      write(rows, order) {
        orders.push(order);
        return write(rows, order);
      },
    },
    now: () => new Date(time),
    pause: async (ms) => {
      time += ms;
    },
  });
  const outcomeOf = async (message: Parameters<typeof work>[0]) => {
    const worked = await work(message);
    figures.push(worked.figures);
    return worked.outcome;
  };
  const deliver = (key: string, versionId = 'v1') =>
    outcomeOf({
      receiveCount: 1,
      body: JSON.stringify({
        Records: [
          {
            eventName: 'ObjectCreated:Put',
            eventTime: '2027-01-31T09:00:00.500Z',
            s3: { bucket: { name: 'b' }, object: { key, size: 10, versionId } },
          },
        ],
      }),
    });
  return { deliver, reports, byName, orders, turn, figures, reads: () => reads, now: () => time };
};

describe('R9.2 import-registry', () => {
  it('reports while it runs and when it is done', async () => {
    const { deliver, reports, orders } = setup(csvFile(csvLine(), csvLine({ policyNumber: 'P-2', product: 'x' })));
    expect(await deliver('registry/full%20file.csv')).toBe('imported');
    expect(reports.map(({ state }) => state)).toEqual(['running', 'running', 'done']);
    expect(reports.at(-1)).toMatchObject({
      key: 'registry/full file.csv',
      versionId: 'v1',
      rows: 2,
      written: 1,
      unchanged: 0,
      rejected: [{ line: 3, reason: 'unknown-product' }],
    });
    expect(orders).toEqual(['2027-01-31T09:00:00.000Z|registry/full file.csv|2027-01-31T09:00:00.500Z']);
  });

  it('R9.2b each object has a report of its own, whatever the other one is called', async () => {
    const { deliver, byName } = setup(csvFile(csvLine(), csvLine({ policyNumber: 'P-2', product: 'x' })));
    for (const name of ['a.csv', 'a', 'a.CSV', 'a.csv.gz', 'b', 'b.csv', 'b']) await deliver(`registry/${name}`, name);
    expect([...byName].map(([name, { key, state }]) => [name, key, state])).toEqual([
      ['a', 'registry/a.csv', 'done'],
      ['a.other-file', 'registry/a', 'failed'],
      ['a.CSV', 'registry/a.CSV', 'done'],
      ['a.csv.gz', 'registry/a.csv.gz', 'failed'],
      ['b', 'registry/b.csv', 'done'],
      ['b.other-file', 'registry/b', 'failed'],
    ]);
    expect(byName.get('a')?.rejected).toEqual([{ line: 3, reason: 'unknown-product' }]);
  });

  it('the same version delivered again is not imported again; a new version is', async () => {
    const { deliver, reads } = setup(csvFile(csvLine()));
    await deliver('registry/a.csv');
    expect(await deliver('registry/a.csv')).toBe('imported-before');
    expect(await deliver('registry/a.csv', 'v2')).toBe('imported');
    expect(reads()).toBe(2);
  });

  it('a file that is refused as a whole is reported once and not tried again', async () => {
    const { deliver, reports, orders } = setup('a;b;c\n1;2;3\n');
    expect(await deliver('registry/a.csv')).toBe('missing-columns');
    expect(reports.at(-1)).toMatchObject({ state: 'failed', reason: 'missing-columns', rows: 0 });
    expect(orders).toEqual([]);
  });

  it('an import that fails returns to the queue, and the next delivery finishes it', async () => {
    let failures = 1;
    const { deliver, reports } = setup(csvFile(csvLine()), async (rows) => {
      if (failures-- > 0) throw new Error('throttled');
      return rows.map(() => ({ outcome: 'written' }));
    });
    await expect(deliver('registry/a.csv')).rejects.toThrow('throttled');
    expect(reports.at(-1)).toMatchObject({ state: 'failed', reason: 'interrupted' });
    expect(await deliver('registry/a.csv')).toBe('imported');
  });

  it('an import whose end the table does not take is counted by the next delivery', async () => {
    let isBusy = true;
    const { deliver, figures } = setup(csvFile(csvLine()), undefined, () => {
      if (isBusy) throw new TableBusy(new Error('throttled'));
    });
    await expect(deliver('registry/a.csv')).rejects.toThrow();
    isBusy = false;
    expect(await deliver('registry/a.csv')).toBe('imported');
    expect(figures).toMatchObject([{ rows: 1, rejectedPercent: 0 }]);
  });

  it('R9.2 a table that throttles until the time is over postpones the import; it goes on where the report says', async () => {
    let isBusy = true;
    const lines = Array.from({ length: 10_100 }, (_, at) => csvLine({ policyNumber: `P-${at}` }));
    let written = 0;
    const { deliver, reports } = setup(csvFile(...lines), async (rows) => {
      if (isBusy && written >= 10_050) throw new TableBusy(undefined);
      written += rows.length;
      return rows.map(() => ({ outcome: 'written' }));
    });
    await expect(deliver('registry/a.csv')).rejects.toMatchObject({ name: 'Postponed', code: 'table-busy' });
    expect(reports.at(-1)).toMatchObject({ state: 'running', rows: 10_000, written: 10_000 });
    isBusy = false;
    expect(await deliver('registry/a.csv')).toBe('imported');
    expect(reports.at(-1)).toMatchObject({ state: 'done', rows: 10_100, written: 10_100 });
    expect(written).toBe(10_050 + 100);
  });

  it('a file that is deleted meanwhile is reported', async () => {
    const { deliver, reports } = setup(undefined);
    expect(await deliver('registry/a.csv')).toBe('file-gone');
    expect(reports.at(-1)).toMatchObject({ state: 'failed', reason: 'file-gone' });
  });

  it('waits for its turn, and returns to the queue when that does not come', async () => {
    const { deliver, reports, turn } = setup(csvFile(csvLine()));
    turn.held = true;
    await expect(deliver('registry/a.csv')).rejects.toThrow('another-import-runs');
    expect(reports).toEqual([]);
    turn.held = false;
    expect(await deliver('registry/a.csv')).toBe('imported');
    expect(turn.held).toBe(false);
  });

  it('takes no turn when its own time is over: it would end before a row is read', async () => {
    const { deliver, reports, turn, now } = setup(csvFile(csvLine()));
    Object.assign(turn, { held: true, freeFrom: now() + importTime });
    await expect(deliver('registry/a.csv')).rejects.toThrow('another-import-runs');
    expect(reports).toEqual([]);
  });

  it('R9.2b reports how the file is written', async () => {
    const { deliver, reports } = setup(csvFile(csvLine()).replaceAll(',', ';'));
    await deliver('registry/a.csv');
    expect(reports.at(-1)).toMatchObject({ state: 'done', format: { encoding: 'utf-8', separator: 'semicolon' } });
  });

  it('a report of an earlier release, which says no format, is not continued from: rows were counted otherwise', async () => {
    const rows: number[] = [];
    const { deliver, byName } = setup(csvFile(csvLine(), csvLine({ policyNumber: 'P-2' })), async (written) => {
      rows.push(written.length);
      return written.map(() => ({ outcome: 'written' }));
    });
    await deliver('registry/a.csv');
    const done = byName.get('a');
    if (!done) throw new Error('There is no report');
    const { format: _format, ...before } = done;
    byName.set('a', { ...before, state: 'running', rows: 1, written: 1 });
    await deliver('registry/a.csv');
    expect(rows).toEqual([2, 2]);
  });
});

describe('R9.2b every object under registry/ gets a report', () => {
  it.each([
    'persons.xlsx',
    'persons.XLS',
    'persons.txt',
    'persons.csv.gz',
    'persons.csv.zip',
    'persons.csv.pgp',
    'persons.ods',
    'persons.tsv',
    'persons',
    'csv',
    '2027/january/persons.xml',
  ])('%s: that it is no CSV file, once', async (name) => {
    const { deliver, reports, reads, turn } = setup('PK');
    // Another import runs for many minutes: nothing to wait for.
    turn.held = true;
    expect(await deliver(`registry/${name}`)).toBe('not-a-csv-file');
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({ key: `registry/${name}`, state: 'failed', reason: 'not-a-csv-file', rows: 0 });
    expect(reads()).toBe(0);
  });

  it.each([
    'persons.csv.tmp',
    'persons.csv.TMP',
    'persons.csv.part',
    'persons.csv.partial',
    'persons.csv.filepart',
    'persons.csv.crdownload',
    '.persons.csv.Xy12Zw',
    'january/.persons.csv',
    '~%24persons.xlsx',
    'persons.csv~',
    'january/',
    '',
  ])('%s: an unfinished upload or a folder gets none', async (name) => {
    const { deliver, reports } = setup('');
    expect(await deliver(`registry/${name}`)).toBe('not-a-registry-file');
    expect(reports).toEqual([]);
  });
});

describe('R9.2 what the log and the alarms learn of a registry file', () => {
  const bad = csvLine({ policyNumber: 'P-2', product: 'x' });

  it('names the file, and counts its rows, the written and the rejected ones', async () => {
    const { deliver, figures } = setup(csvFile(csvLine(), bad));
    expect(await deliver('registry/full.csv')).toBe('imported');
    expect(figures).toEqual([
      { file: 'full', rows: 2, written: 1, rejected: 1, rejectedPercent: 50, shrunkPercent: 0 },
    ]);
    await deliver('registry/full%20file.csv');
    expect(figures[1]).toMatchObject({ file: 'other' });
  });

  it.each([
    ['every row was rejected', csvFile(bad, bad)],
    ['it has only a header', csvFile()],
  ])('has imported nothing if %s', async (_, content) => {
    const { deliver, figures } = setup(content);
    expect(await deliver('registry/full.csv')).toBe('nothing-imported');
    expect(figures).toMatchObject([{ rejectedPercent: 100 }]);
  });

  it('a file that is refused as a whole counts as wholly rejected', async () => {
    const { deliver, figures } = setup('who,what\n1,2\n');
    expect(await deliver('registry/full.csv')).toBe('missing-columns');
    expect(figures).toEqual([{ file: 'full', rejectedPercent: 100 }]);
  });

  it('is compared with the file before', async () => {
    const { deliver, figures } = setup(csvFile(...csvLines(3)));
    await deliver('registry/a.csv');
    await deliver('registry/b.csv', 'v2');
    expect(figures).toMatchObject([{ shrunkPercent: 0 }, { shrunkPercent: 0 }]);
  });
});
