import { cognito } from '#shared/platform/cognito-client.ts';
import { readVariable } from '#shared/platform/environment.ts';
import { dynamo } from '#shared/tables/dynamo-function-client.ts';
import { cognitoCredentials } from './cognito-credentials.ts';
import { dynamoChallengeStanding } from './dynamo-challenge-standing.ts';
import { dynamoSessionCutoff } from './dynamo-session-cutoff.ts';

const portal = () => readVariable('PORTAL_TABLE');

export const credentials = (client = cognito()) => cognitoCredentials(client, readVariable('USER_POOL_ID'));
export const challengeStanding = () => dynamoChallengeStanding(dynamo(), portal());
export const sessionCutoff = () => dynamoSessionCutoff(dynamo(), portal());
