import { contactChanges } from '#shared/customers/compose.ts';
import { awaitedCorrection } from '#shared/helpdesk/compose.ts';
import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts, passkeys } from '#shared/sign-in/compose.ts';
import { getAccount } from './get-account.ts';

const stores = { changes: contactChanges(), corrections: awaitedCorrection(), passkeys: passkeys() };

export const handler = httpApi(getAccount({ accounts: accounts(), ...stores, now }));
