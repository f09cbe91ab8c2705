import { listDocuments as contract } from '#shared/contract/documents.ts';
import { uploadedName } from '#shared/contract/file-names.ts';
import type { DocumentStore } from '#shared/documents/reading/document.ts';
import { availableUntil, type Document, documentTitle, isListed } from '#shared/documents/reading/document.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';
import { invalidFields } from '#shared/platform/runtime/domain-error.ts';
import type { Accounts } from '#shared/sign-in/sessions/accounts.ts';

type Needs = {
  readonly accounts: Accounts;
  readonly documents: Pick<DocumentStore, 'list'>;
  readonly now: () => Date;
};

/** A withdrawn document may be about another customer: the list hides even the name of its file (R6.3). */
function namesOf({ kind, title, key, withdrawnAt }: Document) {
  if (!withdrawnAt) return { title, fileName: uploadedName(key) };
  const general = documentTitle(kind, '');
  return { title: general, fileName: uploadedName(general) };
}

const view = (document: Document) => ({
  documentId: document.documentId,
  policyNumber: document.policyNumber,
  ...(document.product ? { product: document.product } : {}),
  kind: document.kind,
  ...namesOf(document),
  size: document.size,
  sha256: document.sha256,
  uploadedAt: document.uploadedAt.toISOString(),
  availableUntil: availableUntil(document).toISOString(),
  ...(document.readAt ? { readAt: document.readAt.toISOString() } : {}),
  ...(document.withdrawnAt ? { withdrawnAt: document.withdrawnAt.toISOString() } : {}),
});

const writeCursor = (documentId: string) => Buffer.from(documentId).toString('base64url');

function readCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const documentId = Buffer.from(cursor, 'base64url').toString();
  if (!/^[0-9A-Z]{26}$/.test(documentId)) throw invalidFields('cursor');
  return documentId;
}

/** Lists the customer's documents, newest first (R7.1): no expired ones (R6.2), but withdrawn ones (R6.3). */
export const listDocuments = ({ accounts, documents, now }: Needs) =>
  endpoint(contract, async ({ session, query }) => {
    const time = now();
    const listing = {
      accountId: session.accountId,
      policyNumber: query.policy,
      after: readCursor(query.cursor),
      now: time,
    };
    const [page] = await Promise.all([documents.list(listing), accounts.live(session)]);
    return ok({
      documents: page.documents.filter((document) => isListed(document, time)).map(view),
      ...(page.next === undefined ? {} : { cursor: writeCursor(page.next) }),
    });
  });
