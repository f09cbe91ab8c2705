import { S3Client } from '@aws-sdk/client-s3';
import { operatorSettings } from '#infra/operations/operator-settings.ts';
import { dynamoStoredVersions } from '#shared/documents/retention/dynamo-stored-versions.ts';
import type { StoredVersions } from '#shared/documents/retention/stored-versions.ts';
import { documentFiles } from '#shared/insurer/files.ts';
import { createDynamoClient } from '#shared/platform/tables/dynamo-client.ts';
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

type Order = {
  readonly table: string;
  readonly bucket: string;
  readonly endpointUrl?: string | undefined;
  readonly print: (line: string) => void;
};

/** The same for all versions: what an earlier release or a long failure of erase-documents has left unnoted. May be repeated. */
export async function noteDocuments({ table, bucket, endpointUrl, print }: Order): Promise<void> {
  const settings = operatorSettings(endpointUrl);
  const [dynamo, s3] = [createDynamoClient(settings), new S3Client({ ...settings, forcePathStyle: true })];
  try {
    const stored = dynamoStoredVersions(dynamo, table);
    print(`${await noteVersions({ s3, bucket, since: new Date(0) }, stored, new Date())} stored versions noted`);
  } finally {
    for (const client of [dynamo, s3]) client.destroy();
  }
}
