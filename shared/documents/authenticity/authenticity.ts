import type { DocumentKind } from '#shared/contract/fields.ts';

/** The record that the portal keeps of each delivered document for good: neither its customer nor its words (R11.1). */
export type Authenticity = { readonly kind: DocumentKind; readonly uploadedAt: Date };

export type AuthenticityRecords = {
  /**
   * The document with this SHA-256 (lower-case hexadecimal), also after its access window; undefined when there is none
   * (R7.2).
   */
  find(sha256: string): Promise<Authenticity | undefined>;
};
