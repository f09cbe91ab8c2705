import { customersAudit } from '#shared/helpdesk/compose.ts';
import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts, passkeys } from '#shared/sign-in/compose.ts';
import { removePasskey } from './remove-passkey.ts';

export const handler = httpApi(removePasskey({ accounts: accounts(), passkeys: passkeys(customersAudit()), now }));
