import { documentIdOf } from '#shared/documents/delivery/document-id.ts';
import type { Document } from '#shared/documents/reading/document.ts';

/** An announced invoice of a policy; invented data. */
export function aDocument(over: Partial<Document> = {}): Document {
  const uploadedAt = over.uploadedAt ?? new Date('2027-01-31T09:00:00Z');
  const key = over.key ?? 'documents/P-1/dijbekero.pdf';
  const versionId = over.versionId ?? 'v-1';
  return {
    documentId: documentIdOf({ bucket: 'documents', key, versionId, size: 1000, uploadedAt }),
    policyNumber: 'P-1',
    kind: 'invoice',
    title: 'Díjbekérő',
    size: 1000,
    sha256: 'a'.repeat(64),
    uploadedAt,
    key,
    versionId,
    state: 'announced',
    ...over,
  };
}
