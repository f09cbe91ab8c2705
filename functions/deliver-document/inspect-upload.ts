import type { DocumentKind } from '#shared/contract/fields.ts';
import type { Enrolment, Uploads } from '#shared/documents/delivery/delivery.ts';
import { inspectPdf } from '#shared/documents/delivery/inspect-pdf.ts';
import type { RefusalReason } from '#shared/documents/delivery/refusal.ts';
import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';

export type InspectingNeeds = {
  readonly uploads: Uploads;
  /** Bytes. */
  readonly largestDocument: number;
};

export type Inspected =
  | { readonly refused: RefusalReason }
  | {
      readonly refused?: never;
      readonly sha256: string;
      readonly size: number;
      readonly kind: DocumentKind;
      readonly savedOnly?: true;
    };

/** Reads an upload once. Returns its hash, size (bytes), kind and whether it is only saved, or why it cannot be delivered (R9.3). */
export const inspectUpload =
  ({ uploads, largestDocument }: InspectingNeeds) =>
  async (object: UploadedObject, enrolment: Pick<Enrolment, 'customerId'>): Promise<Inspected> => {
    const upload = await uploads.open(object);
    if (typeof upload === 'string') return { refused: upload };
    try {
      if (upload.customerId !== undefined && upload.customerId !== enrolment.customerId)
        return { refused: 'customer-mismatch' };
      if (upload.size > largestDocument) return { refused: 'too-large' };
      const pdf = await inspectPdf(upload.bytes, largestDocument);
      if (!pdf.genuinePdf) return { refused: pdf.reason };
      const read = { sha256: pdf.sha256, size: pdf.size, kind: upload.kind };
      return pdf.hasMarkupBefore ? { ...read, savedOnly: true } : read;
    } finally {
      upload.close();
    }
  };
