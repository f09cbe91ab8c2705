import * as files from '#shared/insurer/files.ts';
import { type AccessOf, onDocumentsBucket, onPortalTable } from '#shared/platform/access.ts';
import type { ChangeFiles, Outbox } from './publishing.ts';

/** The parts of a transaction that put changes to publish (dynamo-change-parts.ts). */
export const putChanges = onPortalTable('PutItem');

export const outbox: AccessOf<Outbox> = { read: onPortalTable('Query'), remove: onPortalTable('DeleteItem') };

export const changeFiles: AccessOf<ChangeFiles> = { publish: onDocumentsBucket(files.changeFiles.prefix, 'PutObject') };
