import type { DocumentKind } from '#shared/contract/fields.ts';
import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';

/** An uploaded file, opened: what the uploader said of it, and its bytes, once. */
export type OpenedUpload = {
  /** Bytes. */
  readonly size: number;
  readonly kind: DocumentKind;
  /** The person the uploader meant it for, where it said so. */
  readonly customerId: string | undefined;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Gives up the bytes unread. */
  readonly close: () => void;
};

export type Uploads = { open(object: UploadedObject): Promise<OpenedUpload> };
