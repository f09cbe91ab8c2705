import type { S3Client } from '@aws-sdk/client-s3';
import { dynamoStoredVersions } from '#shared/documents/retention/dynamo-stored-versions.ts';
import type { StoredVersions } from '#shared/documents/retention/stored-versions.ts';
import { documentFiles } from '#shared/insurer/files.ts';
import { openPlace, type PlaceOrder } from './place.ts';
import { versionsUnder } from './restore/replay-uploads.ts';

type Bucket = { readonly s3: S3Client; readonly bucket: string; readonly since: Date };

/** Notes for every version under `documents/` that was uploaded since a time when its bytes are erased (R6.2). Returns how many. */
export async function noteVersions(where: Bucket, stored: Pick<StoredVersions, 'note'>, now: Date): Promise<number> {
  let noted = 0;
  for await (const { Key: key = '', VersionId: versionId = 'null', LastModified: uploadedAt } of versionsUnder(
    where,
    documentFiles.prefix,
  )) {
    if (!uploadedAt) continue;
    await stored.note({ key, versionId, uploadedAt }, now);
    noted++;
  }
  return noted;
}

/** The same for all versions: what an earlier release or a long failure of erase-documents has left unnoted. May be repeated. */
export async function noteDocuments({
  print,
  ...order
}: PlaceOrder & { readonly print: (line: string) => void }): Promise<void> {
  const place = await openPlace(order);
  try {
    const { PortalTable, DocumentsBucket } = place.outputs;
    const stored = dynamoStoredVersions(place.dynamo, PortalTable);
    const where = { s3: place.s3, bucket: DocumentsBucket, since: new Date(0) };
    print(`${await noteVersions(where, stored, new Date())} stored versions noted`);
  } finally {
    place.close();
  }
}
