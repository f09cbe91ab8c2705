import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts, passkeys } from '#shared/sign-in/compose.ts';
import { renamePasskey } from './rename-passkey.ts';

export const handler = httpApi(renamePasskey({ accounts: accounts(), passkeys: passkeys() }));
