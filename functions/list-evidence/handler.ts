import { documents, issuedLinks } from '#shared/documents/compose.ts';
import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts } from '#shared/sign-in/compose.ts';
import { listEvidence } from './list-evidence.ts';

export const handler = httpApi(
  listEvidence({ accounts: accounts(), documents: documents(), links: issuedLinks(), now }),
);
