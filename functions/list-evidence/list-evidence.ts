import { listEvidence as contract } from '#shared/contract/documents.ts';
import type { DocumentStore } from '#shared/documents/reading/document.ts';
import { isListed } from '#shared/documents/reading/document.ts';
import { evidenceOf, type LinkEvidence } from '#shared/documents/reading/evidence.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { Accounts } from '#shared/sign-in/sessions/accounts.ts';

type Needs = {
  readonly accounts: Accounts;
  readonly documents: Pick<DocumentStore, 'find'>;
  readonly links: Pick<LinkEvidence, 'newest'>;
  readonly now: () => Date;
};

/** Limits the cost, which would otherwise grow with each view of the document. */
const mostLinks = 100;

/**
 * Lists the events of a document, oldest first (R5.2), but only its newest links. If there is no such document, it answers like
 * link-document (R7.3).
 */
export const listEvidence = ({ accounts, documents, links, now }: Needs) =>
  endpoint(contract, async ({ session, path: { documentId } }) => {
    const { accountId } = session;
    const [document, given] = await Promise.all([
      documents.find(accountId, documentId),
      links.newest(accountId, documentId, mostLinks),
      accounts.live(session),
    ]);
    const time = now();
    if (!document || !isListed(document, time)) throw new DomainError('document-not-found');
    const events = evidenceOf(document, given, time);
    return ok({ events: events.map(({ event, at }) => ({ event, at: at.toISOString() })) });
  });
