import { describe, expect, it } from 'vitest';
import { unique } from '#test/builders/customer.ts';
import { csvFile, csvLine } from '#test/builders/registry.ts';
import { eventually } from '#test/support/eventually.ts';
import { advance, awsCallsOf, workUnderWay } from '#test/support/portal/control.ts';
import { clearFaults, pendingFaults } from '#test/support/portal/faults.ts';
import { allWorkedOff } from '#test/support/portal/insurer.ts';
import { isWorthAKill, killMoments } from '#test/support/portal/kills.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import {
  importerOf,
  importFile,
  putRegistryFile,
  readReport,
  registryItems,
  reportOn,
  strike,
} from '#test/support/portal/registry-files.ts';

const portal = await portalOfFile();

/** 130 rows in three batches: new ones, unchanged ones, changed ones and bad ones. */
const linesOf = (mark: string, changes: Readonly<Record<string, string>> = {}) =>
  Array.from({ length: 130 }, (_, at) =>
    at % 40 === 7
      ? 'a bad row'
      : csvLine({
          policyNumber: `P-${mark}-${at}`,
          customerId: `C-${mark}-${at % 60}`,
          familyName: `Minta${at % 60}`,
          ...(at % 3 === 0 ? changes : {}),
        }),
  );
const content = (mark: string) => csvFile(...linesOf(mark, { state: 'terminated', product: 'kgfb' }));
/** The rows that were there before: half of them. */
const before = (mark: string) => csvFile(...linesOf(mark).slice(0, 65));

/** The items of a round without its mark, its hashes and the times of its files, to compare rounds. */
const withoutMark = (items: readonly Record<string, unknown>[], mark: string): unknown =>
  JSON.parse(
    JSON.stringify(items, (name, value: unknown) =>
      name === 'digest' || (typeof value === 'object' && name === 'exact')
        ? undefined
        : typeof value === 'string'
          ? value.replaceAll(mark, '').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')
          : value,
    ),
  );

async function undisturbed() {
  const mark = unique();
  await importFile(portal, `${mark}-0`, before(mark));
  // An import still has a call to make after its report.
  await allWorkedOff(portal);
  await advance(portal, 'PT2S');
  const callsBefore = (await awsCallsOf(portal, importerOf(portal))).length;
  const report = await importFile(portal, `${mark}-1`, content(mark));
  await allWorkedOff(portal);
  const calls = (await awsCallsOf(portal, importerOf(portal))).slice(callsBefore);
  return { report, calls, items: withoutMark(await registryItems(portal, mark), mark) };
}

describe('R9.2 an import that is killed', () => {
  it('at any call ends in the same state and the same report', async () => {
    const { report: whole, calls, items } = await undisturbed();
    const countsOf = ({ rows, written, unchanged, superseded, rejected, rejectedCount }: typeof whole) => ({
      ...{ rows, written, unchanged, superseded, rejected, rejectedCount },
    });
    expect(whole).toMatchObject({ state: 'done', rows: 130, rejectedCount: 4 });
    expect(whole.unchanged).toBeGreaterThan(20);
    expect(whole.written).toBeGreaterThan(60);
    expect(calls.length).toBeGreaterThan(10);
    for (const when of killMoments)
      for (let skip = 0; skip < calls.length; skip++) {
        if (!isWorthAKill(calls[skip]?.operation ?? '', skip)) continue;
        const mark = unique();
        await importFile(portal, `${mark}-0`, before(mark));
        await allWorkedOff(portal);
        await advance(portal, 'PT2S');
        await strike(portal, { service: '*', operation: '*', crash: true, when, skip });
        await putRegistryFile(portal, `${mark}-1`, content(mark));
        await eventually('the kill, or the end without one', async () => {
          const isReported = (await readReport(portal, `${mark}-1`))?.state === 'done';
          const isOver = isReported && (await workUnderWay(portal)).busy.length === 0;
          return isOver || (await pendingFaults(portal)) === 0 || undefined;
        });
        expect(await clearFaults(portal), `a fault at call ${skip} of ${calls.length} that never struck`).toEqual([]);
        await advance(portal, 'PT16M30S');
        const report = await reportOn(portal, `${mark}-1`);
        await allWorkedOff(portal);
        const place = `killed ${when} call ${skip}, ${calls[skip]?.operation}`;
        expect(countsOf(report), place).toEqual(countsOf(whole));
        const after = await registryItems(portal, mark);
        expect(withoutMark(after, mark), place).toEqual(items);
      }
  });
});
