import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';

/** Why a document cannot be delivered. The file stays in the bucket, no customer sees it, and the insurer sends paper (R9.3). */
export const refusalReasons = [
  'no-policy-number',
  'unfetchable-key',
  'unknown-policy',
  'policy-not-enrolled',
  'registration-contested',
  'withdrawn',
  'customer-mismatch',
  'empty',
  'not-a-pdf',
  'truncated',
  'too-large',
  'password-protected',
  'archived',
  'foreign-key',
  'gone',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export type Refusal = {
  readonly documentId: string;
  readonly object: UploadedObject;
  readonly reason: RefusalReason;
  readonly at: Date;
};

/** Reports to the insurer (R9.5). A repeated report gets the same key. */
export type RefusalReports = { report(refusal: Refusal): Promise<void> };
