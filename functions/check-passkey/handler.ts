import { now } from '#shared/platform/compose.ts';
import { proofs } from '#shared/sign-in/compose.ts';
import { checkPasskey } from './check-passkey.ts';

export const handler = checkPasskey({ proofs: proofs(), now });
