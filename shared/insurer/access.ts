import {
  type AccessOf,
  onDocumentsBucket,
  onPortalTable,
  onRegistryTable,
  onUploads,
  queryIndex,
} from '#shared/platform/access.ts';
import type { ChangeFiles, Outbox } from './changes/publishing.ts';
import * as files from './files.ts';
import type { Registry } from './registry/registry.ts';

/** The parts of a transaction that add changes to publish (dynamo-change-parts.ts). */
export const putChanges = onPortalTable('PutItem');

export const outbox: AccessOf<Outbox> = { read: onPortalTable('Query'), remove: onPortalTable('DeleteItem') };

export const changeFiles: AccessOf<ChangeFiles> = { publish: onDocumentsBucket(files.changeFiles.prefix, 'PutObject') };

export const registry: AccessOf<Registry> = {
  candidates: queryIndex('by-identity'),
  policiesOf: queryIndex('by-holder'),
  findPolicy: onRegistryTable('GetItem'),
};

/** Writes the insurer's rows: reads in batches, writes one item or a transaction on condition; one import at a time. */
export const registryWriter = onRegistryTable('BatchGetItem', 'PutItem', 'UpdateItem', 'Query', 'DeleteItem');

export const readRegistryFiles = onUploads(files.registryFiles.prefix, 'GetObjectVersion');

/** Reports beside the uploads that they describe. An import reads its report to continue; the event names the bucket. */
export const importReports = onUploads(files.registryReportFiles.prefix, 'GetObject', 'PutObject');
