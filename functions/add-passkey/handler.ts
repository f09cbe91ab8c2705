import { customersAudit } from '#shared/helpdesk/compose.ts';
import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts, appClient, passkeyChallenges, passkeys, passkeyVerification } from '#shared/sign-in/compose.ts';
import { addPasskey } from './add-passkey.ts';

const challenges = passkeyChallenges(await appClient());
const needs = { accounts: accounts(), passkeys: passkeys(customersAudit()), verification: passkeyVerification(), now };
export const handler = httpApi(addPasskey({ ...needs, challenges }));
