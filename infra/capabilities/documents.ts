import type { documentLimitEnv, documentsBucketEnv } from '#shared/documents/env.ts';
import type { portalTableEnv } from '#shared/tables/env.ts';
import type { Settings } from '../settings.ts';
import type { DocumentsBucket } from '../storage/documents-bucket.ts';
import type { PortalTable } from '../storage/portal-table.ts';
import type { Capability } from './capability.ts';
import { onPortalTable } from './portal-table.ts';

/** Pages of an account's documents, of one policy or of all. */
export const listDocuments = (portal: PortalTable): Capability<typeof portalTableEnv> => {
  const { tableArn, tableName } = portal.table;
  return {
    env: { PORTAL_TABLE: tableName },
    grant: [{ actions: ['dynamodb:Query'], resources: [tableArn, `${tableArn}/index/by-policy`] }],
  };
};

/** One document of an account. */
export const findDocument = (portal: PortalTable) => onPortalTable(portal, ['dynamodb:GetItem']);

/** Links to the bytes of exactly the version that was delivered. */
export const linkDocuments = ({ bucket }: DocumentsBucket): Capability<typeof documentsBucketEnv> => ({
  env: { DOCUMENTS_BUCKET: bucket.bucketName },
  grant: [{ actions: ['s3:GetObjectVersion'], resources: [bucket.arnForObjects('documents/*')] }],
});

/** Reads what the insurer put under a prefix of the bucket. */
export const readUploads = ({ bucket }: DocumentsBucket, prefix: string): Capability<typeof documentsBucketEnv> => ({
  env: { DOCUMENTS_BUCKET: bucket.bucketName },
  grant: [{ actions: ['s3:GetObjectVersion'], resources: [bucket.arnForObjects(`${prefix}*`)] }],
});

/** Writes reports for the insurer under a prefix of the bucket (R9.5). */
export const writeReports = ({ bucket }: DocumentsBucket, prefix: string): Capability<typeof documentsBucketEnv> => ({
  env: { DOCUMENTS_BUCKET: bucket.bucketName },
  grant: [{ actions: ['s3:PutObject'], resources: [bucket.arnForObjects(`${prefix}*`)] }],
});

/** Reads its own reports again, to go on with them. */
export const readReports = ({ bucket }: DocumentsBucket, prefix: string): Capability<typeof documentsBucketEnv> => ({
  env: { DOCUMENTS_BUCKET: bucket.bucketName },
  grant: [{ actions: ['s3:GetObject'], resources: [bucket.arnForObjects(`${prefix}*`)] }],
});

/** The size up to which a document is delivered. */
export const limitDocuments = ({ largestDocument }: Settings): Capability<typeof documentLimitEnv> => ({
  env: { LARGEST_DOCUMENT: String(largestDocument) },
  grant: [],
});
