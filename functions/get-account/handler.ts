import { contactChanges } from '#shared/customers/contacts/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { now } from '#shared/platform/now.ts';
import { accounts } from '#shared/sign-in/sessions/compose.ts';
import { getAccount } from './get-account.ts';

export const handler = httpApi(getAccount({ accounts: accounts(), changes: contactChanges(), now }));
