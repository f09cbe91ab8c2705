import type { documentLimitEnv, documentsBucketEnv, mailPaceEnv } from '#shared/documents/env.ts';
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

/** Notes that a link to a document was given. */
export const noteLinks = (portal: PortalTable) => onPortalTable(portal, ['dynamodb:PutItem']);

/** The trail of one document: the document itself and the links given to it. */
export const readEvidence = (portal: PortalTable) => onPortalTable(portal, ['dynamodb:GetItem', 'dynamodb:Query']);

/** Links to the bytes of exactly the version that was delivered. */
export const linkDocuments = ({ bucket }: DocumentsBucket): Capability<typeof documentsBucketEnv> => ({
  env: { DOCUMENTS_BUCKET: bucket.bucketName },
  grant: [{ actions: ['s3:GetObjectVersion'], resources: [bucket.arnForObjects('documents/*')] }],
});

/** Reads what the insurer put under a prefix of the bucket; the event names the bucket. */
export const readUploads = ({ bucket }: DocumentsBucket, prefix: string): Capability => ({
  env: {},
  grant: [{ actions: ['s3:GetObjectVersion'], resources: [bucket.arnForObjects(`${prefix}*`)] }],
});

/** Writes files for the insurer under a prefix of the bucket (R9.4, R9.5). */
export const writeFiles = ({ bucket }: DocumentsBucket, prefix: string): Capability<typeof documentsBucketEnv> => ({
  env: { DOCUMENTS_BUCKET: bucket.bucketName },
  grant: [{ actions: ['s3:PutObject'], resources: [bucket.arnForObjects(`${prefix}*`)] }],
});

/** Writes reports beside the uploads they are about, and reads them again to go on; the event names the bucket. */
export const keepReports = ({ bucket }: DocumentsBucket, prefix: string): Capability => ({
  env: {},
  grant: [{ actions: ['s3:GetObject', 's3:PutObject'], resources: [bucket.arnForObjects(`${prefix}*`)] }],
});

/** The size up to which a document is delivered. */
export const limitDocuments = ({ largestDocument }: Settings): Capability<typeof documentLimitEnv> => ({
  env: { LARGEST_DOCUMENT: String(largestDocument) },
  grant: [],
});

/** Removes the versions that were delivered to an account which is cancelled (R11.1). */
export const eraseDocuments = ({ bucket }: DocumentsBucket): Capability<typeof documentsBucketEnv> => ({
  env: { DOCUMENTS_BUCKET: bucket.bucketName },
  grant: [{ actions: ['s3:DeleteObjectVersion'], resources: [bucket.arnForObjects('documents/*')] }],
});

/** How fast one worker may send mails, in mails per second. */
export const paceMails = (perSecond: number): Capability<typeof mailPaceEnv> => ({
  env: { MAILS_PER_SECOND: String(perSecond) },
  grant: [],
});
