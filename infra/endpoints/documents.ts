import type { Construct } from 'constructs';
import { contract } from '#shared/contract/contract.ts';
import { authenticity, documents, linkEvidence, links } from '#shared/documents/access.ts';
import { helpline } from '#shared/messages/access.ts';
import { authenticityLimit, limitNames, limits } from '#shared/platform/access.ts';
import { accounts } from '#shared/sign-in/access.ts';
import { Endpoint, type PortalParts } from './endpoint.ts';

/** Reading, saving and checking documents (R6, R7). */
export function documentEndpoints(scope: Construct, parts: PortalParts) {
  new Endpoint(scope, contract.listDocuments, parts, {
    errorImpact: 'Customers do not see their documents.',
    uses: [accounts.live, documents.list],
  });
  new Endpoint(scope, contract.linkDocument, parts, {
    errorImpact: 'Customers see their documents but cannot open or save them.',
    uses: [accounts.live, documents.find, links.to, linkEvidence.note, linkEvidence.markRead],
  });
  new Endpoint(scope, contract.listEvidence, parts, {
    severity: 'ticket',
    errorImpact: 'Customers cannot see what happened to a document.',
    uses: [accounts.live, documents.find, linkEvidence.newest],
  });
  new Endpoint(scope, contract.checkAuthenticity, parts, {
    severity: 'ticket',
    errorImpact: 'Nobody can check whether a saved document is genuine.',
    uses: [authenticity.find, limits.take, limits.giveBack, authenticityLimit, helpline, limitNames],
  });
}
