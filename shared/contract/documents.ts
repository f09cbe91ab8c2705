import * as v from 'valibot';
import { defineEndpoint } from './endpoint.ts';
import { documentId, documentKind, instant, policyNumber, product, sha256 } from './fields.ts';

export const listDocuments = defineEndpoint({
  name: 'list-documents',
  summary: 'The readable documents, newest first, up to 100 a page, of one policy or of all (R7.1, R7.1a)',
  method: 'GET',
  path: '/api/documents',
  auth: 'account',
  query: v.strictObject({
    policy: v.optional(policyNumber),
    cursor: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,512}$/))),
  }),
  answers: {
    200: v.strictObject({
      documents: v.array(
        v.strictObject({
          documentId,
          policyNumber,
          /** The policy's, at the delivery; missing for documents that an earlier release delivered. */
          product: v.optional(product),
          kind: documentKind,
          /** Hungarian like the document: the word for its kind, or for `other` its file's name. */
          title: v.string(),
          /** The insurer's own name of the file, harmless and always `.pdf`; a withdrawn document's is not shown (R6.3). */
          fileName: v.string(),
          size: v.number(),
          sha256,
          uploadedAt: instant,
          availableUntil: instant,
          /** When the customer first opened or saved it (R7.1a). */
          readAt: v.optional(instant),
          /** When the insurer withdrew it: it cannot be opened any more (R6.3). */
          withdrawnAt: v.optional(instant),
        }),
      ),
      cursor: v.optional(v.string()),
    }),
  },
  problems: ['session-ended'],
});

export const linkDocument = defineEndpoint({
  name: 'link-document',
  summary:
    'A link to the bytes of one document, valid for at most a minute and never past its access window; it marks the document as read (R6.2, R7.1a)',
  method: 'GET',
  path: '/api/documents/{documentId}/link',
  auth: 'account',
  pathParameters: v.strictObject({ documentId: v.pipe(v.string(), v.maxLength(200)) }),
  query: v.strictObject({ disposition: v.optional(v.picklist(['inline', 'attachment']), 'inline') }),
  answers: { 200: v.strictObject({ url: v.string(), expiresAt: instant }) },
  problems: ['session-ended', 'document-not-found'],
});

export const listEvidence = defineEndpoint({
  name: 'list-evidence',
  summary: 'The events of one document, oldest first: uploaded, announced, opened, withdrawn (R5.2, R6.3)',
  method: 'GET',
  path: '/api/documents/{documentId}/evidence',
  auth: 'account',
  pathParameters: v.strictObject({ documentId: v.pipe(v.string(), v.maxLength(200)) }),
  answers: {
    200: v.strictObject({
      events: v.array(
        v.strictObject({
          event: v.picklist([
            'uploaded',
            'announced',
            'delivered',
            'bounced',
            'complained',
            'rejected',
            'reminded',
            'viewed',
            'saved',
            'withdrawn',
            'expired',
          ]),
          at: instant,
        }),
      ),
    }),
  },
  problems: ['session-ended', 'document-not-found'],
});

export const checkAuthenticity = defineEndpoint({
  name: 'check-authenticity',
  summary: 'Returns whether the insurer delivered a file with this SHA-256 (R7.2)',
  method: 'POST',
  path: '/api/authenticity',
  auth: 'none',
  body: v.strictObject({ sha256 }),
  answers: {
    200: v.union([
      v.strictObject({ genuine: v.literal(true), kind: documentKind, uploadedAt: instant }),
      v.strictObject({ genuine: v.literal(false) }),
    ]),
  },
  problems: [],
});
