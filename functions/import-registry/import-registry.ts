import type { ImportReports, RegistryFiles } from '#shared/registry/import-files.ts';
import { type ImportReport, registryFileName } from '#shared/registry/import-report.ts';
import { type ImportCounts, importRows, type RegistryWriter } from '#shared/registry/import-rows.ts';
import { readRegistryFile } from '#shared/registry/registry-file.ts';
import { UnreadableFile } from '#shared/registry/unreadable-file.ts';
import type { QueueMessage } from '#shared/runtime/queue-worker.ts';
import { readS3Event, type UploadedObject } from '#shared/runtime/s3-event.ts';

type Needs = {
  readonly files: RegistryFiles;
  readonly reports: ImportReports;
  readonly registry: RegistryWriter;
  readonly now: () => Date;
};

const nothingYet = (): ImportCounts => ({
  rows: 0,
  written: 0,
  unchanged: 0,
  superseded: 0,
  rejectedCount: 0,
  rejected: [],
  severalCustomerIds: [],
});

/**
 * Takes the insurer's registry files into the registry (R9.2), each version once: S3 delivers events at least once.
 * A file that cannot be trusted as a whole is reported and not tried again; anything else that fails is tried again
 * from the first row, which repeats nothing, since rows that stand there already are only read.
 */
export const importRegistry = ({ files, reports, registry, now }: Needs) => {
  async function importFile(object: UploadedObject): Promise<string> {
    const { bucket, key, versionId } = object;
    const name = registryFileName(key);
    if (name === undefined) return 'not-a-registry-file';
    const last = await reports.find(bucket, name);
    if (last?.versionId === versionId && last.state === 'done') return 'imported-before';

    const startedAt = now().toISOString();
    let counts = nothingYet();
    const report = (state: ImportReport['state'], reason?: ImportReport['reason']) =>
      reports.write(bucket, name, {
        key,
        versionId,
        state,
        ...(reason === undefined ? {} : { reason }),
        startedAt,
        ...(state === 'running' ? {} : { endedAt: now().toISOString() }),
        ...counts,
      });

    try {
      await report('running');
      const file = await files.open(object);
      if (!file) {
        await report('failed', 'file-gone');
        return 'file-gone';
      }
      const order = `${file.lastModified.toISOString()}|${key}`;
      counts = await importRows(readRegistryFile(file.chunks), registry, order, async (soFar) => {
        counts = soFar;
        await report('running');
      });
      await report('done');
      return 'imported';
    } catch (error) {
      if (error instanceof UnreadableFile) {
        await report('failed', error.reason);
        return error.reason;
      }
      // Nobody should wait for a report that nobody is writing; the next delivery starts it anew.
      await report('failed', 'interrupted').catch(() => undefined);
      throw error;
    }
  }

  return async ({ body }: QueueMessage): Promise<string> => {
    const outcomes: string[] = [];
    for (const object of readS3Event(body)) outcomes.push(await importFile(object));
    return outcomes.join(',') || 'nothing-created';
  };
};
