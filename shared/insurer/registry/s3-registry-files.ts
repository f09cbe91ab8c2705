import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { keyOfFile, registryReportFiles } from '#shared/insurer/files.ts';
import { putInsurerFile } from '#shared/insurer/s3-insurer-files.ts';
import { whyUnreadable } from '#shared/insurer/s3-unreadable.ts';
import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';
import { type ImportReports, importReport } from './import-report.ts';
import type { RegistryFiles } from './registry-file.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** Bytes of one request. Writing rows is slower than S3's sending, and S3 would cut off one long download for idling. */
const rangeSize = 1024 * 1024;

/** Reads files range by range, always from the version that the event named. */
export const s3RegistryFiles = (client: S3Client): RegistryFiles => {
  const readRange = async ({ bucket, key, versionId }: UploadedObject, from: number) => {
    const {
      Body: body,
      ContentRange: range = '',
      LastModified: lastModified,
    } = await client.send(
      new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        ...(versionId === 'null' ? {} : { VersionId: versionId }),
        Range: `bytes=${from}-${from + rangeSize - 1}`,
      }),
    );
    const bytes = (await body?.transformToByteArray()) ?? new Uint8Array();
    return { bytes, size: Number(/\/(\d+)$/.exec(range)?.[1] ?? bytes.length), lastModified };
  };

  return {
    async open(object) {
      // S3 refuses a range of an empty object.
      if (object.size === 0) return { lastModified: object.uploadedAt, chunks: noChunks };
      try {
        const first = await readRange(object, 0);
        const chunks = async function* () {
          yield first.bytes;
          for (let from = first.bytes.length; from < first.size; ) {
            const { bytes } = await readRange(object, from);
            if (bytes.length === 0) throw new Error('S3 answered a range with no bytes');
            yield bytes;
            from += bytes.length;
          }
        };
        return { lastModified: first.lastModified ?? object.uploadedAt, chunks: { [Symbol.asyncIterator]: chunks } };
      } catch (error) {
        const why = whyUnreadable(error);
        if (why === 'gone') return undefined;
        if (why !== undefined) throw new UnreadableFile(why);
        throw error;
      }
    },
  };
};

const noChunks: AsyncIterable<Uint8Array> = { async *[Symbol.asyncIterator]() {} };

/** Import reports in the documents bucket. */
export const s3ImportReports = (client: S3Client): ImportReports => ({
  async find(bucket, name) {
    try {
      const { Body: body } = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: keyOfFile(registryReportFiles, name) }),
      );
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), importReport), await body?.transformToString());
      return parsed.success ? parsed.output : undefined;
    } catch (error) {
      // Without the report, the file is at worst read again.
      if (whyUnreadable(error) !== undefined) return undefined;
      throw error;
    }
  },

  async write(bucket, name, report) {
    await putInsurerFile(client, bucket, registryReportFiles, { name, content: report });
  },
});
