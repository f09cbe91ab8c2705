import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts, passkeyChallenges, passkeys, passwordCheck, relyingParty } from '#shared/sign-in/compose.ts';
import { challengeNewPasskey } from './challenge-new-passkey.ts';

const check = await passwordCheck();
const needs = { ...check, accounts: accounts(), passkeys: passkeys(), relyingParty: relyingParty() };
export const handler = httpApi(challengeNewPasskey({ ...needs, challenges: passkeyChallenges(check.app) }));
