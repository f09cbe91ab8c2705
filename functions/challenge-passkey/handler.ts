import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { appClient, passkeyChallenges, relyingParty } from '#shared/sign-in/compose.ts';
import { challengePasskey } from './challenge-passkey.ts';

const challenges = passkeyChallenges(await appClient());
export const handler = httpApi(challengePasskey({ challenges, relyingParty: relyingParty(), now }));
