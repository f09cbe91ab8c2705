import { documents, linkNotes, links } from '#shared/documents/compose.ts';
import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts } from '#shared/sign-in/compose.ts';
import { linkDocument } from './link-document.ts';

export const handler = httpApi(
  linkDocument({ accounts: accounts(), documents: documents(), links: links(), evidence: linkNotes(), now }),
);
