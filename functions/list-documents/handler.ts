import { documents } from '#shared/documents/compose.ts';
import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts } from '#shared/sign-in/compose.ts';
import { listDocuments } from './list-documents.ts';

export const handler = httpApi(listDocuments({ accounts: accounts(), documents: documents(), now }));
