import { contactChanges } from '#shared/contacts/compose.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { now } from '#shared/platform/now.ts';
import { accounts } from '#shared/sessions/compose.ts';
import { getAccount } from './get-account.ts';

export const handler = httpApi(getAccount({ accounts: accounts(), changes: contactChanges(), now }));
