import { documents, linkEvidence, links } from '#shared/documents/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { now } from '#shared/platform/now.ts';
import { accounts } from '#shared/sign-in/sessions/compose.ts';
import { linkDocument } from './link-document.ts';

export const handler = httpApi(
  linkDocument({ accounts: accounts(), documents: documents(), links: links(), evidence: linkEvidence(), now }),
);
