import type { DocumentKind } from '#shared/contract/fields.ts';

/**
 * The record of a delivered document that the portal keeps for good. It names no customer and holds nothing of the content
 * (R11.1).
 */
export type Authenticity = { readonly kind: DocumentKind; readonly uploadedAt: Date };

export type AuthenticityRecords = {
  /** The document with this SHA-256 (lower-case hexadecimal), even after its access window; undefined if there is none (R7.2). */
  find(sha256: string): Promise<Authenticity | undefined>;
};
