import { describe, expect, it } from 'vitest';
import { unique } from '#test/builders/customer.ts';
import { csvFile, csvLine } from '#test/builders/registry.ts';
import { eventually } from '#test/support/eventually.ts';
import { advance } from '#test/support/portal/control.ts';
import { clearFaults, pendingFaults } from '#test/support/portal/faults.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import {
  importFile,
  putRegistryFile,
  readReport,
  registryItems,
  reportOn,
  strike,
} from '#test/support/portal/registry-files.ts';

const portal = await portalOfFile();

const lineOf = (mark: string, changes: Readonly<Record<string, string>> = {}) =>
  csvLine({ policyNumber: `P-${mark}`, customerId: `C-${mark}`, familyName: `Minta${mark}`, ...changes });
const later = () => advance(portal, 'PT2S');
const productOf = async (mark: string) =>
  (await registryItems(portal, mark)).find(({ pk }) => String(pk) === `POLICY#P-${mark}`)?.product;

describe('R9.2 of two files the later one wins, row by row', () => {
  it('an older file that is retried after a newer one does not change rows that the newer one found unchanged', async () => {
    const [mark, other] = [unique(), unique()];
    await importFile(portal, `${mark}-0`, csvFile(lineOf(mark, { product: 'home' })));
    await later();
    await strike(portal, { service: 'dynamodb', operation: 'BatchGetItem', crash: true });
    await putRegistryFile(portal, `${mark}-1`, csvFile(lineOf(mark, { product: 'casco' }), lineOf(other)));
    await eventually('the crash', async () => ((await pendingFaults(portal)) === 0 ? true : undefined));
    await later();
    await putRegistryFile(portal, `${mark}-2`, csvFile(lineOf(mark, { product: 'home' })));
    // The dead worker's turn expires before its message comes back.
    await advance(portal, 'PT15M45S');
    expect(await reportOn(portal, `${mark}-2`)).toMatchObject({ written: 0, unchanged: 1 });
    expect(await readReport(portal, `${mark}-1`)).toMatchObject({ state: 'running', rows: 0 });
    await advance(portal, 'PT1M');
    expect(await reportOn(portal, `${mark}-1`)).toMatchObject({ rows: 2, written: 1, unchanged: 1, superseded: 1 });
    expect(await productOf(mark)).toBe('home');
    // A row that only the older file has still counts.
    expect(await registryItems(portal, other)).toHaveLength(2);
  });

  it('the same two files in their order', async () => {
    const mark = unique();
    for (const [at, product] of ['home', 'casco', 'home'].entries()) {
      expect(await importFile(portal, `${mark}-${at}`, csvFile(lineOf(mark, { product })))).toMatchObject({
        written: 1,
      });
      await later();
    }
    expect(await productOf(mark)).toBe('home');
  });

  it('a file whose turn was taken by a call that got no answer goes on at once', async () => {
    const mark = unique();
    await strike(portal, { service: 'dynamodb', operation: 'PutItem', error: 'TimeoutError', when: 'after' });
    expect(await importFile(portal, mark, csvFile(lineOf(mark)))).toMatchObject({ written: 1 });
    expect(await clearFaults(portal)).toEqual([]);
  });

  it('two files at once: the later one stays in every row, and both reports add up', async () => {
    const mark = unique();
    const rows = 300;
    const lines = (product: string) =>
      csvFile(...Array.from({ length: rows }, (_, at) => lineOf(`${mark}-${at}`, { product })));
    await Promise.all([
      putRegistryFile(portal, `${mark}-a`, lines('casco')),
      // In the same second the later key wins.
      putRegistryFile(portal, `${mark}-b`, lines('kgfb')),
    ]);
    const reports = await Promise.all([reportOn(portal, `${mark}-a`), reportOn(portal, `${mark}-b`)]);
    for (const { written, unchanged } of reports) expect(written + unchanged).toBe(rows);
    const items = await registryItems(portal, mark);
    const wins = reports[1].uploadedAt.slice(0, 19) >= reports[0].uploadedAt.slice(0, 19) ? 'kgfb' : 'casco';
    expect(new Set(items.flatMap(({ product }) => product ?? []))).toEqual(new Set([wins]));
    expect(await clearFaults(portal)).toEqual([]);
  });

  it('the same file again writes nothing; of a large one only the changed rows', async () => {
    const mark = unique();
    const lines = Array.from({ length: 500 }, (_, at) => lineOf(`${mark}-${at}`));
    expect(await importFile(portal, `${mark}-1`, csvFile(...lines))).toMatchObject({ written: 500, unchanged: 0 });
    await later();
    expect(await importFile(portal, `${mark}-2`, csvFile(...lines))).toMatchObject({ written: 0, unchanged: 500 });
    await later();
    const changed = lines.map((line, at) => (at % 50 === 0 ? line.replace(',valid,', ',terminated,') : line));
    expect(await importFile(portal, `${mark}-3`, csvFile(...changed))).toMatchObject({ written: 10, unchanged: 490 });
  });
});
