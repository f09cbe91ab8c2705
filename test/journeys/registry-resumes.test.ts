import { describe, expect, it } from 'vitest';
import { unique } from '#test/builders/customer.ts';
import { csvFile, csvLine } from '#test/builders/registry.ts';
import { eventually } from '#test/support/eventually.ts';
import { advance, advanceUnderWay, awsCallsOf, functionLogs } from '#test/support/portal/control.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import {
  importerOf,
  putRegistryFile,
  readReport,
  registryItems,
  reportOn,
} from '#test/support/portal/registry-files.ts';

const portal = await portalOfFile();

const rows = 15_000;
const badRows = [123, 14_321];

/** Lines of a file, the header being the first: so does the report count. */
const content = (mark: string) =>
  csvFile(
    ...Array.from({ length: rows }, (_, at) =>
      badRows.includes(at)
        ? 'a bad row'
        : csvLine({
            policyNumber: `P-${mark}-${at}`,
            customerId: `C-${mark}-${at % 20}`,
            familyName: `Minta${at % 20}`,
          }),
    ),
  );

const linesOfImporter = async () =>
  (await functionLogs(portal)).filter((each) => each.function === importerOf(portal)).map(({ line }) => line);
const readsOfImporter = async () =>
  (await awsCallsOf(portal, importerOf(portal))).filter(({ operation }) => operation === 'BatchGetItem').length;

describe('R9.2 an import that runs out of time', () => {
  it('reports its progress while it runs, stops by itself, and continues there with one report of the whole', async () => {
    const mark = unique();
    await putRegistryFile(portal, mark, content(mark));
    const seen = await eventually('progress', async () => {
      const report = await readReport(portal, mark);
      return report && report.rows > 0 ? report : undefined;
    });
    expect(seen).toMatchObject({ state: 'running', rows: 10_000, written: 9_999, rejectedCount: 1 });
    expect(seen.endedAt).toBeUndefined();

    await advanceUnderWay(portal, 'PT13M');
    const stopped = await eventually('the end of its time', async () => {
      const isOver = (await linesOfImporter()).some((line) => line.includes('time-over'));
      return isOver ? readReport(portal, mark) : undefined;
    });
    expect(stopped.state).toBe('running');
    expect(stopped.rows).toBeGreaterThanOrEqual(10_000);
    expect(stopped.rows).toBeLessThan(rows);
    expect(stopped.written).toBe(stopped.rows - 1);
    expect(await registryItems(portal, `P-${mark}`)).toHaveLength(stopped.written);

    const readsBefore = await readsOfImporter();
    // It goes on as a new message, which has no receive behind it (decision 0065).
    await advance(portal, 'PT6S');
    const done = await reportOn(portal, mark);
    expect(done).toMatchObject({
      ...{ rows, written: rows - 2, unchanged: 0, superseded: 0, rejectedCount: 2 },
      rejected: badRows.map((at) => ({ line: at + 2 })),
      startedAt: seen.startedAt,
    });
    // Settled rows are not read again.
    const readsForTheRest = (await readsOfImporter()) - readsBefore;
    expect(readsForTheRest).toBeLessThan(readsBefore);
    expect(await registryItems(portal, `P-${mark}`)).toHaveLength(rows - 2);
    const outcomes = (await linesOfImporter()).flatMap(
      (line) => /"reason":"time-over"|"outcome":"imported"/.exec(line) ?? [],
    );
    expect(outcomes.map(String)).toEqual(['"reason":"time-over"', '"outcome":"imported"']);
    for (const line of await linesOfImporter()) expect(line).not.toMatch(/"receiveCount":[^1]/);
  });
});
