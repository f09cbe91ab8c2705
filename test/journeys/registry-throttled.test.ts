import { afterEach, describe, expect, it } from 'vitest';
import { unique } from '#test/builders/customer.ts';
import { csvFile, csvLine } from '#test/builders/registry.ts';
import { eventually } from '#test/support/eventually.ts';
import { reportMeasured } from '#test/support/measured.ts';
import { advanceUnderWay, awsCallsOf, functionLogs, timeNow } from '#test/support/portal/control.ts';
import { clearLimits, setLimits } from '#test/support/portal/limits.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { depth } from '#test/support/portal/queues.ts';
import {
  importerOf,
  putRegistryFile,
  readReport,
  registryItems,
  registryTable,
  reportOn,
} from '#test/support/portal/registry-files.ts';

const portal = await portalOfFile();
afterEach(() => clearLimits(portal));

const writeUnits = (count: number) =>
  setLimits(portal, { dynamodb: { [registryTable(portal)]: { writeUnits: count } } });

/** A file of persons with one policy each. */
const aFile = (mark: string, rows: number) =>
  csvFile(
    ...Array.from({ length: rows }, (_, at) =>
      csvLine({ policyNumber: `P-${mark}-${at}`, customerId: `C-${mark}-${at}`, familyName: `Minta${mark}${at}` }),
    ),
  );
/** In a transaction: the policy, the person, the group of equal persons. */
const unitsOfRow = 3 * 2;

const linesOfImporter = async () =>
  (await functionLogs(portal)).filter((each) => each.function === importerOf(portal)).map(({ line }) => line);
const receiveCounts = async () =>
  (await linesOfImporter()).flatMap((line) => /"receiveCount":(\d+)/.exec(line)?.[1] ?? []).map(Number);

/**
 * Moves the time on until there is an answer. In small steps, each seen by the import: it stops after twelve minutes, and 15 would
 * end the function. Its own pauses move the clock as well, so nobody knows how much of the twelve is left.
 */
const passing = <T>(what: string, look: () => Promise<T | undefined>) => {
  const callsBegun = async () => (await awsCallsOf(portal, importerOf(portal))).length;
  return eventually(
    what,
    async () => {
      const found = await look();
      if (found !== undefined) return found;
      const before = await callsBegun();
      await advanceUnderWay(portal, 'PT10S');
      await eventually(
        'the next call',
        async () => (await callsBegun()) > before || (await look()) !== undefined || undefined,
      );
      return undefined;
    },
    { patienceMs: 280_000 },
  );
};

describe('R9.2 an import into a table that throttles', () => {
  it('is done in about the time that its write units need, and no receive fails', async () => {
    const [mark, rows, perSecond] = [unique(), 1_000, 500];
    const needed = ((rows - 1) * unitsOfRow) / perSecond;
    await writeUnits(perSecond);
    // By the portal's clock: it may pass pauses.
    const begun = await timeNow(portal);
    await putRegistryFile(portal, mark, aFile(mark, rows));
    const report = await reportOn(portal, mark);
    const took = ((await timeNow(portal)).getTime() - begun.getTime()) / 1000;
    reportMeasured(
      `import of ${rows} rows, ${rows * unitsOfRow} write units, into a table of ${perSecond}: ` +
        `${took.toFixed(1)} s where the units need ${needed.toFixed(1)} s`,
    );
    expect(report).toMatchObject({ rows, written: rows, unchanged: 0, rejectedCount: 0 });
    // One second's units are there at the beginning.
    expect(took).toBeGreaterThan(needed - 2);
    expect(took).toBeLessThan(needed * 1.5 + 10);
    expect(await registryItems(portal, mark)).toHaveLength(2 * rows);
    expect(new Set(await receiveCounts())).toEqual(new Set([1]));
  });

  it('hands its file on when the time is over, as often as it takes, without a strike, and then goes on', async () => {
    const [mark, rows] = [unique(), 300];
    const handedOn = async () =>
      (await linesOfImporter()).filter((line) => line.includes('"outcome":"handed-on"')).length;
    await writeUnits(1);
    await putRegistryFile(portal, mark, aFile(mark, rows));
    await passing('the end of its time, twice', async () => ((await handedOn()) >= 2 ? true : undefined));
    await clearLimits(portal);
    // Time goes on: a turn that the throttled table did not take back has to expire.
    const report = await passing('the report', async () => {
      const found = await readReport(portal, mark);
      return found?.state === 'done' ? found : undefined;
    });
    expect(report).toMatchObject({ rows, written: rows, unchanged: 0 });
    expect(await registryItems(portal, mark)).toHaveLength(2 * rows);
    expect(new Set(await receiveCounts())).toEqual(new Set([1]));
    expect(await depth(portal, 'import-registry-parked')).toEqual({ waiting: 0, givenOut: 0 });
  });
});
