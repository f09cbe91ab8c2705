import * as files from '#shared/insurer/files.ts';
import { type Access, type AccessOf, onRegistryTable, onUploads, queryIndex } from '#shared/platform/access.ts';
import type { Registry } from './registry.ts';

export const registry: AccessOf<Registry> = {
  candidates: queryIndex('by-identity'),
  policiesOf: queryIndex('by-holder'),
  findPolicy: onRegistryTable('GetItem'),
};

/** The insurer's rows as they come in: read in batches, written one by one on condition; one import at a time. */
export const registryWriter = onRegistryTable('BatchGetItem', 'PutItem', 'UpdateItem', 'Query', 'DeleteItem');

export const readRegistryFiles = onUploads(files.registryFiles.prefix, 'GetObjectVersion');

/** An import that a receive has not finished goes to its own queue again. */
export const handOnImport: Access = {
  variables: ['IMPORT_QUEUE_URL'],
  grants: [{ on: 'import-queue', actions: ['sqs:SendMessage'] }],
};

/** Reports beside the uploads that they are about, read again to go on; the event names the bucket. */
export const importReports = onUploads(files.registryReportFiles.prefix, 'GetObject', 'PutObject');
