import type { DocumentKind } from '#shared/contract/fields.ts';

/** What the portal keeps of each delivered document for good: neither whose it was nor what it said (R11.1). */
export type Authenticity = { readonly kind: DocumentKind; readonly uploadedAt: Date };

export type AuthenticityRecords = {
  /** The document with this SHA-256 (lower-case hexadecimal), also past its access window; undefined for none (R7.2). */
  find(sha256: string): Promise<Authenticity | undefined>;
};
