import type { Construct } from 'constructs';
import { contract } from '#shared/contract/contract.ts';
import { findDocument, linkDocuments, listDocuments, noteLinks, readEvidence } from '../capabilities/documents.ts';
import { limitAuthenticityChecks } from '../capabilities/limits.ts';
import { onPortalTable, readAccounts } from '../capabilities/portal-table.ts';
import { Endpoint } from '../endpoint.ts';
import type { PortalParts } from './portal-parts.ts';

/** Reading, saving and checking documents (R6, R7). */
export function documentEndpoints(scope: Construct, { api, portal, documents, settings, pseudonyms }: PortalParts) {
  new Endpoint(scope, contract.listDocuments, api, {
    errorImpact: 'Customers do not see their documents.',
    capabilities: [readAccounts(portal), listDocuments(portal)],
  });
  new Endpoint(scope, contract.linkDocument, api, {
    errorImpact: 'Customers see their documents but cannot open or save them.',
    capabilities: [readAccounts(portal), findDocument(portal), linkDocuments(documents), noteLinks(portal)],
  });
  new Endpoint(scope, contract.listEvidence, api, {
    errorImpact: 'Customers cannot see what happened to a document.',
    capabilities: [readAccounts(portal), readEvidence(portal)],
  });
  new Endpoint(scope, contract.checkAuthenticity, api, {
    errorImpact: 'Nobody can check whether a saved document is genuine.',
    capabilities: [
      onPortalTable(portal, ['dynamodb:GetItem', 'dynamodb:UpdateItem']),
      limitAuthenticityChecks(settings),
      pseudonyms,
    ],
  });
}
