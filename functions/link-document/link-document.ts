import { linkDocument as contract } from '#shared/contract/documents.ts';
import { isReadable } from '#shared/documents/document.ts';
import type { DocumentStore } from '#shared/documents/document-store.ts';
import type { DownloadLinks } from '#shared/documents/download-links.ts';
import { ok } from '#shared/http/answer.ts';
import { endpoint } from '#shared/http/endpoint.ts';
import { DomainError } from '#shared/runtime/domain-error.ts';
import type { Accounts } from '#shared/sessions/accounts.ts';

type Needs = {
  readonly accounts: Accounts;
  readonly documents: Pick<DocumentStore, 'find'>;
  readonly links: DownloadLinks;
  readonly now: () => Date;
};

/** A link to one document's bytes for a minute at most. Missing, somebody else's and expired are one answer (R7.3). */
export const linkDocument = ({ accounts, documents, links, now }: Needs) =>
  endpoint(contract, async ({ session, path, query }) => {
    const [document] = await Promise.all([documents.find(session.accountId, path.documentId), accounts.live(session)]);
    const time = now();
    const link = document && isReadable(document, time) && (await links.to(document, query.disposition, time));
    if (!link) throw new DomainError('document-not-found');
    return ok({ url: link.url, expiresAt: link.expiresAt.toISOString() });
  });
