import { linkDocument as contract } from '#shared/contract/documents.ts';
import type { Document, DocumentStore, DownloadLinks } from '#shared/documents/reading/document.ts';
import { isReadable } from '#shared/documents/reading/document.ts';
import type { LinkEvidence, LinkIssued } from '#shared/documents/reading/evidence.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { describeError, log } from '#shared/platform/runtime/log.ts';
import type { Accounts } from '#shared/sign-in/sessions/accounts.ts';

type Needs = {
  readonly accounts: Accounts;
  readonly documents: Pick<DocumentStore, 'find'>;
  readonly links: DownloadLinks;
  readonly evidence: Pick<LinkEvidence, 'note' | 'markRead'>;
  readonly now: () => Date;
};

/**
 * Returns a link to one document's bytes, valid for at most a minute (R7.1). A missing, an expired and another customer's
 * document get the same answer (R7.3).
 */
export const linkDocument = ({ accounts, documents, links, evidence, now }: Needs) => {
  /**
   * The first link also marks the document as read (R7.1a); later ones cost no second write. Customers may read even if the link
   * cannot be recorded: an alarm of its own opens a ticket, and the customer gets the link.
   */
  async function note(accountId: string, { documentId, readAt }: Document, link: LinkIssued) {
    const noting = await Promise.allSettled([
      evidence.note(accountId, documentId, link),
      ...(readAt ? [] : [evidence.markRead(accountId, documentId, link.at)]),
    ]);
    for (const noted of noting)
      if (noted.status === 'rejected')
        log.info('evidence-not-noted', { operation: contract.name, documentId, ...describeError(noted.reason) });
  }

  return endpoint(contract, async ({ session: { accountId, ...session }, path: { documentId }, query }) => {
    const { disposition } = query;
    const [document] = await Promise.all([
      documents.find(accountId, documentId),
      accounts.live({ accountId, ...session }),
    ]);
    const at = now();
    if (!document || !isReadable(document, at)) throw new DomainError('document-not-found');
    const link = await links.to(document, disposition, at);
    if (!link) throw new DomainError('document-not-found');
    // After the link, which is signed without a call: the evidence names only links that customers got (R5.2).
    await note(accountId, document, { disposition, at, sessionId: session.sessionId });
    return ok({ url: link.url, expiresAt: link.expiresAt.toISOString() });
  });
};
