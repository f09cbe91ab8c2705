import { expect, it } from 'vitest';
import { dynamoImports } from '#shared/insurer/registry/dynamo-imports.ts';
import type { ImportReport } from '#shared/insurer/registry/import-report.ts';
import { importTime } from '#shared/insurer/registry/imports.ts';
import type { RowToWrite } from '#shared/insurer/registry/registry-row.ts';
import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';
import { csvFile, csvLines, inPieces } from '#test/builders/registry.ts';
import { aPortal } from '#test/support/policies-portal.ts';
import { importRegistry } from '../../../../functions/import-registry/import-registry.ts';

const minute = 60_000;
const start = Date.parse('2027-01-31T10:00:00Z');

/** An old file behind twelve newer ones. Each of those takes four minutes to read; the n-th has the old file's n-th policy. */
async function anOldFile() {
  const { client, tables } = await aPortal();
  const time = { now: start };
  const lines = csvLines(14);
  const contents = new Map<string, string>([['old', csvFile(...lines)]]);
  for (let n = 0; n < 12; n++) contents.set(`new-${n}`, csvFile(lines[n] ?? ''));
  const opened: string[] = [];
  const reports: ImportReport[] = [];
  const written: RowToWrite[] = [];
  const lastModified = ({ key }: UploadedObject) => new Date(start - (key === 'registry/old.csv' ? 60 : 30) * minute);
  /** A file is read twice: once to recognise how it is written. */
  const slowly = (content: string) => ({
    async *[Symbol.asyncIterator]() {
      yield* inPieces(content, 200);
      time.now += 2 * minute;
    },
  });
  const imports = dynamoImports(client, tables.registry);
  const work = importRegistry({
    files: {
      async open(object) {
        opened.push(object.versionId);
        const content = contents.get(object.versionId) ?? '';
        const isOld = object.versionId === 'old';
        return { lastModified: lastModified(object), chunks: isOld ? inPieces(content, 200) : slowly(content) };
      },
    },
    reports: {
      find: async () => reports.at(-1),
      write: async (_bucket, _name, report) => void reports.push(structuredClone(report)),
    },
    imports,
    registry: {
      batchSize: 50,
      async write(rows) {
        written.push(...rows);
        return rows.map(() => ({ outcome: 'written' }));
      },
    },
    now: () => new Date(time.now),
    pause: async () => undefined,
  });
  const objectOf = (versionId: string) => ({
    ...{ bucket: 'b', key: `registry/${versionId}.csv`, versionId, size: 10 },
    uploadedAt: new Date(start - 30 * minute),
  });
  for (let n = 0; n < 12; n++) {
    const object = objectOf(`new-${n}`);
    await imports.begin({ ...object, order: `${lastModified(object).toISOString()}|${object.key}|` });
  }
  const { bucket, key, versionId, size } = objectOf('old');
  const event = { eventName: 'ObjectCreated:Put', eventTime: new Date(start - 60 * minute).toISOString() };
  const body = JSON.stringify({
    Records: [{ ...event, s3: { bucket: { name: bucket }, object: { key, size, versionId } } }],
  });
  const go = async () => {
    const begunAt = time.now;
    const outcome = await work({ body, receiveCount: 1 }).then(
      (worked) => worked.outcome,
      ({ code }: { code: string }) => code,
    );
    return { outcome, took: time.now - begunAt };
  };
  return { go, opened, written, reports, imports };
}

it('R9.2 an old file behind many large newer ones takes several runs, none longer than an import may take', async () => {
  const { go, opened, written, reports, imports } = await anOldFile();
  const goes = [await go()];
  while (goes.at(-1)?.outcome === 'time-over' && goes.length < 10) goes.push(await go());
  expect(goes.map(({ outcome }) => outcome)).toEqual(['time-over', 'time-over', 'time-over', 'imported']);
  // The time is looked at whenever some rows are read: here a file is one piece.
  for (const { took } of goes) expect(took).toBeLessThan(importTime + 4 * minute);
  // A file that was cut off by the time is read again, the others once.
  expect(opened.filter((version) => version !== 'old').length).toBeLessThanOrEqual(12 + goes.length);
  expect(written.map(({ policyNumber }) => policyNumber)).toEqual(['P-12', 'P-13']);
  expect(reports.at(-1)).toMatchObject({ state: 'done', rows: 14, superseded: 12 });
  const old = {
    bucket: 'b',
    key: 'registry/old.csv',
    versionId: 'old',
    size: 10,
    uploadedAt: new Date(start - 60 * minute),
  };
  const order = `${new Date(start - 60 * minute).toISOString()}|${old.key}|${old.uploadedAt.toISOString()}`;
  expect(await imports.findOvertaken({ ...old, order })).toBeUndefined();
});
