import { setTimeout as pause } from 'node:timers/promises';
import { readVariable } from '#shared/platform/environment.ts';
import { now } from '#shared/platform/now.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { createRepeatingClient } from '#shared/sign-in/pool/cognito-app-client.ts';
import { createPasswordClient } from './cognito-answered.ts';
import { cognitoCredentials } from './cognito-credentials.ts';
import { dynamoChallengeStanding } from './dynamo-challenge-standing.ts';
import { dynamoPasswordTurns } from './dynamo-password-turns.ts';
import { dynamoSessionCutoff } from './dynamo-session-cutoff.ts';
import { newTurnId } from './new-turn-id.ts';

const portal = () => readVariable('PORTAL_TABLE');

export const credentials = (calls = createRepeatingClient()) =>
  cognitoCredentials({ calls, sets: createPasswordClient() }, readVariable('USER_POOL_ID'));
export const challengeStanding = () => dynamoChallengeStanding(dynamo(), portal());
export const sessionCutoff = () => dynamoSessionCutoff(dynamo(), portal());
export const passwordTurns = () => dynamoPasswordTurns(dynamo(), portal());

/** What setting a password in turn needs (in-password-turn.ts). */
export const inTurn = () => ({ turns: passwordTurns(), newTurnId, now, pause });
