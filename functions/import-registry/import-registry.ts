import {
  type ImportCounts,
  type ImportReport,
  type ImportReports,
  type RegistryUpload,
  registryUpload,
} from '#shared/insurer/registry/import-report.ts';
import { importRows } from '#shared/insurer/registry/import-rows.ts';
import { type BegunImport, type Imports, importTime, orderOf, turnTime } from '#shared/insurer/registry/imports.ts';
import { nothingOvertaken, type Overtaken, readOvertaken } from '#shared/insurer/registry/overtaken.ts';
import { type RegistryFiles, readRegistryFile } from '#shared/insurer/registry/registry-file.ts';
import type { RegistryWriter } from '#shared/insurer/registry/registry-row.ts';
import { UnreadableFile } from '#shared/insurer/registry/unreadable-file.ts';
import { type LogFields, word } from '#shared/platform/runtime/log.ts';
import { Postponed, type QueueMessage, type Worked } from '#shared/platform/runtime/queue-worker.ts';
import { isS3TestEvent, readS3Event, type UploadedObject } from '#shared/platform/runtime/s3-event.ts';
import { TableBusy } from '#shared/platform/tables/table-busy.ts';

type Needs = {
  readonly files: RegistryFiles;
  readonly reports: ImportReports;
  readonly imports: Imports;
  readonly registry: RegistryWriter;
  readonly now: () => Date;
  /** Waits for this many ms. */
  readonly pause: (ms: number) => Promise<unknown>;
};

/** Whether an import ended early without a failure: its time was over, another import had the turn, or the table throttled. */
const isPassing = (error: unknown) => error instanceof Postponed || error instanceof TableBusy;

const without = (outcome: string): Worked => ({ outcome, figures: {} });

/** How many in a hundred; of nothing 0. */
const percentOf = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((100 * part) / whole));

/** The share of rows that were rejected, and how much fewer rows there are than in the file before, for metrics and log (R9.2). */
const figuresOf = ({ rows, written, rejectedCount }: ImportCounts, before: number | undefined) => ({
  rows,
  written,
  rejected: rejectedCount,
  rejectedPercent: rows === 0 ? 100 : percentOf(rejectedCount, rows),
  shrunkPercent: before === undefined ? 0 : Math.max(0, percentOf(before - rows, before)),
});

/** How often an import checks whether it is its turn, in ms. */
const askEvery = 500;

const nothingYet: ImportCounts = {
  rows: 0,
  written: 0,
  unchanged: 0,
  superseded: 0,
  rejectedCount: 0,
  rejected: [],
  severalCustomerIds: [],
};

/**
 * Imports the insurer's registry files (R9.2), each version once, because S3 delivers events at least once. A file that is
 * refused as a whole is reported and not retried. If anything else ends an import early (its time, a throttling table, a failure,
 * a killed worker), the queue delivers the message again, and the next receive continues where the report says. Rows that this
 * file wrote after that are recognised by their order and count as written. Throws Postponed, also when the table throttles until
 * the time is over.
 */
export const importRegistry = (needs: Needs) => {
  const { files, reports, imports, registry, now, pause } = needs;

  async function waitForTurn(end: number): Promise<() => Promise<void>> {
    for (;;) {
      const at = now();
      // A turn that is taken now would end before a row is read.
      if (at.getTime() >= end) throw new Postponed('another-import-runs');
      const giveBack = await imports.takeTurn(at, new Date(at.getTime() + turnTime));
      if (giveBack) return giveBack;
      await pause(askEvery);
    }
  }

  /** The rows of this file that newer files hold; undefined if the time was over before they were read. */
  async function findOvertaken(begun: BegunImport, isTimeOver: () => boolean): Promise<Overtaken | undefined> {
    const newer = await imports.newerThan(begun);
    const older = newer.length > 0 ? await files.open(begun) : undefined;
    if (!older) return nothingOvertaken;
    return readOvertaken({
      older,
      newer: newer.map((object) => ({ versionId: object.versionId, open: () => files.open(object) })),
      soFar: await imports.findOvertaken(begun),
      isTimeOver,
      keep: (soFar) => imports.keepOvertaken(begun, soFar),
    });
  }

  async function importFile(object: UploadedObject, upload: RegistryUpload, end: number): Promise<Worked> {
    const { bucket, key, versionId } = object;
    const { kind } = upload;
    const found = await reports.find(bucket, upload.name);
    const isOthers = found !== undefined && found.key !== key;
    // `persons` has no report of the registry file `persons.csv`, whose report this is.
    const name = kind === 'other-file' && isOthers ? `${upload.name}.other-file` : upload.name;
    const last = isOthers ? undefined : found;
    const isSame = last?.versionId === versionId;
    if (isSame && last.state === 'done') return without('imported-before');
    // Without a format, no row was settled.
    const from = isSame && last.format ? last : undefined;
    const uploadedAt = object.uploadedAt.toISOString();
    // The report of a name describes its newest version.
    const isReported = isSame || last === undefined || last.uploadedAt <= uploadedAt;
    const startedAt = from?.startedAt ?? now().toISOString();
    let counts: ImportCounts = from ?? nothingYet;
    let format = from?.format;
    const report = async (state: ImportReport['state'], reason?: ImportReport['reason']) => {
      if (!isReported) return;
      const { rows, written, unchanged, superseded, rejectedCount, rejected, severalCustomerIds } = counts;
      await reports.write(bucket, name, {
        key,
        versionId,
        uploadedAt,
        state,
        ...(reason === undefined ? {} : { reason }),
        startedAt,
        ...(state === 'running' ? {} : { endedAt: now().toISOString() }),
        ...(format === undefined ? {} : { format }),
        ...{ rows, written, unchanged, superseded, rejectedCount, rejected, severalCustomerIds },
      });
    };

    try {
      if (kind === 'other-file') throw new UnreadableFile('not-a-csv-file');
      await report('running');
      const file = await files.open(object);
      if (!file) {
        await report('failed', 'file-gone');
        return without('file-gone');
      }
      const rows = await readRegistryFile(file);
      format = rows.format;
      const begun = { ...object, order: orderOf(object, file.lastModified) };
      await imports.begin(begun);
      const isTimeOver = () => now().getTime() >= end;
      const overtaken = await findOvertaken(begun, isTimeOver);
      if (!overtaken) throw new Postponed('time-over');
      const isFinished = await importRows({
        placedRows: rows.placedRows,
        writer: registry,
        order: begun.order,
        from,
        overtaken,
        isTimeOver,
        pause,
        async onProgress(soFar) {
          counts = soFar;
          await report('running');
        },
      });
      if (!isFinished) throw new Postponed('time-over');
      if (overtaken !== nothingOvertaken) await imports.forgetOvertaken(begun);
      const figures = figuresOf(counts, await imports.rowsBefore(begun));
      await imports.end(begun, counts.rows);
      // Last: with this report the file counts as imported, and a second delivery does nothing.
      await report('done');
      // A file without a good row has imported nothing, though every row was read.
      return { outcome: counts.rows > counts.rejectedCount ? 'imported' : 'nothing-imported', figures };
    } catch (error) {
      if (error instanceof UnreadableFile) {
        await report('failed', error.reason);
        return { outcome: error.reason, figures: { rejectedPercent: 100 } };
      }
      // A report that stays at `running` would look as if the import still ran; the next delivery continues.
      if (!isPassing(error)) await report('failed', 'interrupted').catch(() => undefined);
      throw error;
    }
  }

  async function importAll(body: string): Promise<Worked> {
    if (isS3TestEvent(body)) return without('test-event');
    const end = now().getTime() + importTime;
    const outcomes: string[] = [];
    let figures: LogFields = {};
    for (const object of readS3Event(body)) {
      const upload = registryUpload(object.key);
      if (!upload) {
        outcomes.push('not-a-registry-file');
        continue;
      }
      const giveBack = upload.kind === 'registry-file' ? await waitForTurn(end) : async () => undefined;
      try {
        const worked = await importFile(object, upload, end);
        outcomes.push(worked.outcome);
        // A name that is not one word may say anything.
        figures = { file: word(upload.name) ?? 'other', ...worked.figures };
      } finally {
        // If this fails, the turn expires.
        await giveBack().catch(() => undefined);
      }
    }
    return { outcome: outcomes.join(',') || 'nothing-created', figures };
  }

  return async ({ body }: QueueMessage): Promise<Worked> => {
    try {
      return await importAll(body);
    } catch (error) {
      throw error instanceof TableBusy ? new Postponed('table-busy', { cause: error }) : error;
    }
  };
};
