import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';

/**
 * A recorded document whose mail waits until the mail service's quota has room (R5.1a). Each time the mail begins to wait, it
 * gets a new `turn`.
 */
export type WaitingMail = { readonly documentId: string; readonly object: UploadedObject; readonly turn: string };

/** One page, oldest document first. `mail` is undefined for an item that has not the form that the code writes. */
export type WaitingMailsPage = {
  readonly waiting: readonly { readonly documentId: string; readonly mail: WaitingMail | undefined }[];
  readonly next?: string;
};

export type WaitingMails = {
  /** Lets the mail about the document wait. A document waits only once, however often it is put. */
  put(documentId: string, object: UploadedObject): Promise<void>;
  /** The page after a document id; undefined reads the first one. */
  read(after: string | undefined): Promise<WaitingMailsPage>;
  /** Ends this turn of waiting; a later turn of the same document stays. */
  remove(mail: Pick<WaitingMail, 'documentId' | 'turn'>): Promise<void>;
};
