import { putChanges } from '#shared/insurer/changes/access.ts';
import { documentFiles } from '#shared/insurer/files.ts';
import { type Access, type AccessOf, all, onDocumentsBucket, onPortalTable } from '#shared/platform/access.ts';
import type { Cancellations, DocumentVersions } from './cancellations.ts';

export const cancellations: AccessOf<Cancellations> = {
  close: onPortalTable('UpdateItem'),
  findClosed: onPortalTable('GetItem'),
  isGone: onPortalTable('GetItem'),
  endEnrolments: all(onPortalTable('GetItem', 'DeleteItem'), putChanges),
  tellInsurer: all(onPortalTable('UpdateItem'), putChanges),
  readErasable: onPortalTable('Query'),
  erase: onPortalTable('BatchWriteItem'),
  takeMail: onPortalTable('GetItem', 'UpdateItem'),
  settleMail: onPortalTable('UpdateItem'),
  forget: onPortalTable('DeleteItem'),
};

/** Deletes the versions that were delivered to an account which is cancelled (R11.1). */
export const documentVersions: AccessOf<DocumentVersions> = {
  remove: onDocumentsBucket(documentFiles.prefix, 'DeleteObjectVersion'),
};

/** Puts a cancellation that was not finished at once into its queue. */
export const finishingRequests: Access = {
  variables: ['CANCELLATION_QUEUE_URL'],
  grants: [{ on: 'cancellation-queue', actions: ['sqs:SendMessage'] }],
};
