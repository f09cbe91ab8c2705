import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { uploadedName } from '#shared/contract/file-names.ts';
import type { Place } from '../place.ts';
import type { HeldData, HeldDocument } from './held-data.ts';

/** Readable by nobody else on the machine. */
const ownersOnly = { mode: 0o600 };

/**
 * Writes all that the portal holds about a customer into a folder (R11.1): `customer.json`, and each document as it was delivered.
 * The folder must be empty or missing. Returns the number of documents written.
 */
export async function exportCustomer(
  { s3, outputs }: Pick<Place, 's3' | 'outputs'>,
  held: HeldData,
  folder: string,
): Promise<number> {
  const documentsFolder = join(folder, 'documents');
  if ((await readdir(folder).catch(() => [])).length > 0) throw new Error(`${folder} is not empty`);
  await mkdir(documentsFolder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'customer.json'), `${JSON.stringify(held, null, 2)}\n`, ownersOnly);
  for (const document of held.documents) {
    const { Body: body } = await s3.send(
      new GetObjectCommand({ Bucket: outputs.DocumentsBucket, Key: document.key, VersionId: document.versionId }),
    );
    await writeFile(
      join(documentsFolder, fileNameOf(document)),
      (await body?.transformToByteArray()) ?? new Uint8Array(),
      ownersOnly,
    );
  }
  return held.documents.length;
}

const fileNameOf = ({ documentId, key, uploadedAt }: HeldDocument) =>
  `${uploadedAt.slice(0, 10)} ${documentId} ${uploadedName(key)}`;
