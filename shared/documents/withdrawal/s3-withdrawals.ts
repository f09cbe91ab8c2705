import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { textOfFile } from '#shared/insurer/file-text.ts';
import { withdrawalReportFiles } from '#shared/insurer/files.ts';
import { putInsurerFile } from '#shared/insurer/s3-insurer-files.ts';
import { whyUnreadable } from '#shared/insurer/s3-unreadable.ts';
import type { WithdrawalMarkers, WithdrawalReports } from './withdrawal.ts';

/** The largest marker that is read, in bytes. */
const largestMarker = 16 * 1024;

const markerSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ reason: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(1000)) }),
);

/**
 * The insurer's markers. Reads exactly the version that the event named. A marker that S3 will never return has no reason. Throws
 * the SDK's error if a retry may succeed.
 */
export const s3WithdrawalMarkers = (client: S3Client): WithdrawalMarkers => ({
  async readReason({ bucket, key, versionId, size }) {
    if (size > largestMarker) return undefined;
    const asked = new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId });
    const answer = await client.send(asked).catch((error: unknown) => {
      if (whyUnreadable(error) === undefined) throw error;
      return undefined;
    });
    if (!answer) return undefined;
    const { Body: body } = answer;
    const bytes = await body?.transformToByteArray();
    const text = bytes && textOfFile(bytes).replace(/^\ufeff+/, '');
    const parsed = v.safeParse(markerSchema, text);
    return parsed.success ? parsed.output.reason : undefined;
  },
});

/** The outcomes of withdrawals, as files for the insurer (R9.5). */
export const s3WithdrawalReports = (client: S3Client, bucket: string): WithdrawalReports => ({
  async report(name, { key, versionId, uploadedAt }, outcome) {
    const content = { key, versionId, at: uploadedAt.toISOString(), ...outcome };
    await putInsurerFile(client, bucket, withdrawalReportFiles, { name, content });
  },
});
