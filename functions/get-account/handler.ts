import { contactChanges } from '#shared/customers/compose.ts';
import { awaitedCorrection } from '#shared/helpdesk/compose.ts';
import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts } from '#shared/sign-in/compose.ts';
import { getAccount } from './get-account.ts';

const corrections = awaitedCorrection();

export const handler = httpApi(getAccount({ accounts: accounts(), changes: contactChanges(), corrections, now }));
