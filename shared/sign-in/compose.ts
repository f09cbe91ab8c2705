import { notedSms } from '#shared/messages/compose.ts';
import { sqs } from '#shared/platform/clients/sqs-client.ts';
import { now, pause, pseudonyms } from '#shared/platform/compose.ts';
import { readVariable } from '#shared/platform/environment.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { createPasswordClient } from '#shared/sign-in/credentials/cognito-answered.ts';
import { cognitoCredentials } from '#shared/sign-in/credentials/cognito-credentials.ts';
import { dynamoChallengeStanding } from '#shared/sign-in/credentials/dynamo-challenge-standing.ts';
import { dynamoPasswordTurns } from '#shared/sign-in/credentials/dynamo-password-turns.ts';
import { dynamoSessionCutoff } from '#shared/sign-in/credentials/dynamo-session-cutoff.ts';
import { newTurnId } from '#shared/sign-in/credentials/new-turn-id.ts';
import { smsPasswordOf } from '#shared/sign-in/credentials/sms-password.ts';
import { cognitoPasswordCheck } from '#shared/sign-in/guard/cognito-password-check.ts';
import { dynamoGuard } from '#shared/sign-in/guard/dynamo-guard.ts';
import { createRepeatingClient, readAppClient } from '#shared/sign-in/pool/cognito-app-client.ts';
import { dynamoRecoveries } from '#shared/sign-in/recovery/dynamo-recoveries.ts';
import { sqsRecoveryRequests } from '#shared/sign-in/recovery/sqs-recovery-requests.ts';
import { dynamoAccounts } from '#shared/sign-in/sessions/dynamo-accounts.ts';
import { dynamoFirstPassword } from '#shared/sign-in/sessions/dynamo-first-password.ts';
import { dynamoOvertaken } from '#shared/sign-in/sessions/dynamo-overtaken.ts';

const portal = () => readVariable('PORTAL_TABLE');

const poolVariables = () => ({
  USER_POOL_ID: readVariable('USER_POOL_ID'),
  USER_POOL_CLIENT_ID: readVariable('USER_POOL_CLIENT_ID'),
});

export const guard = () => dynamoGuard(dynamo(), portal(), now);

/** The pool's app client; awaited once, at init. */
export const appClient = (cognito = createRepeatingClient()) => readAppClient(cognito, poolVariables());

/** The pool, its app client, and the one way to test a password (R3.2a); awaited once, at init. */
export const passwordCheck = (cognito = createRepeatingClient()) =>
  cognitoPasswordCheck({ env: { ...poolVariables(), PORTAL_TABLE: portal() }, dynamo: dynamo(), cognito, now });

export const accounts = () => dynamoAccounts(dynamo(), portal());
export const overtaken = () => dynamoOvertaken(dynamo(), portal());
export const firstPassword = () => dynamoFirstPassword(dynamo(), portal());

export const credentials = (calls = createRepeatingClient()) =>
  cognitoCredentials({ calls, sets: createPasswordClient() }, readVariable('USER_POOL_ID'));
export const challengeStanding = () => dynamoChallengeStanding(dynamo(), portal());
export const sessionCutoff = () => dynamoSessionCutoff(dynamo(), portal());
export const passwordTurns = () => dynamoPasswordTurns(dynamo(), portal());

/** What setting a password in turn needs (in-password-turn.ts). */
export const inTurn = () => ({ turns: passwordTurns(), newTurnId, now, pause });

/** What setting a password needs: its turn, the pool, and the cut of all sessions. */
export const settingPasswords = (calls?: ReturnType<typeof createRepeatingClient>) => ({
  ...inTurn(),
  credentials: credentials(calls),
  cutoff: sessionCutoff(),
});

/** What a password by SMS is made and sent with; awaited once, at init. */
export async function passwordsBySms() {
  const secrets = await pseudonyms();
  return { sms: notedSms(), passwordOf: smsPasswordOf(secrets), secretVersion: secrets.version };
}

export const recoveries = () => dynamoRecoveries(dynamo(), portal());
export const recoveryRequests = () => sqsRecoveryRequests(sqs(), readVariable('RECOVERY_QUEUE_URL'));
