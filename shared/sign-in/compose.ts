import * as v from 'valibot';
import { notedSms, portalOrigin } from '#shared/messages/compose.ts';
import { writeNotice } from '#shared/messages/notices/write-notice.ts';
import { sqs } from '#shared/platform/clients/sqs-client.ts';
import { now, pause, pseudonyms } from '#shared/platform/compose.ts';
import { readVariable } from '#shared/platform/environment.ts';
import { log } from '#shared/platform/runtime/log.ts';
import { secretsManager } from '#shared/platform/secrets/secretsmanager-text.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { createChallengeSeal } from '#shared/sign-in/credentials/challenge-token.ts';
import { createPasswordClient } from '#shared/sign-in/credentials/cognito-answered.ts';
import { cognitoCredentials } from '#shared/sign-in/credentials/cognito-credentials.ts';
import { dynamoPasswordTurns } from '#shared/sign-in/credentials/dynamo-password-turns.ts';
import {
  dynamoChallengeStanding,
  dynamoLaneTerms,
  dynamoSessionCutoff,
} from '#shared/sign-in/credentials/dynamo-session-cutoff.ts';
import { newTurnId, smsPasswordOf } from '#shared/sign-in/credentials/password-turn.ts';
import { dynamoGuard } from '#shared/sign-in/guard/dynamo-guard.ts';
import { dynamoLockNotices } from '#shared/sign-in/guard/dynamo-lock-notices.ts';
import { type Lock, newAttemptId } from '#shared/sign-in/guard/guard.ts';
import { createPasswordCheck } from '#shared/sign-in/guard/password-check.ts';
import { createDeviceSeal, type DeviceSeal } from '#shared/sign-in/lanes/device-seal.ts';
import { dynamoNewBrowsers } from '#shared/sign-in/lanes/dynamo-new-browsers.ts';
import { createSignInLane } from '#shared/sign-in/lanes/lanes.ts';
import { type AuditParts, dynamoPasskeys } from '#shared/sign-in/passkeys/dynamo-passkeys.ts';
import { dynamoProofs } from '#shared/sign-in/passkeys/dynamo-proofs.ts';
import { createPasskeyChallenges } from '#shared/sign-in/passkeys/passkey-challenge.ts';
import { relyingPartyOf } from '#shared/sign-in/passkeys/relying-party.ts';
import { webauthnVerification } from '#shared/sign-in/passkeys/webauthn-verification.ts';
import type { AppClient } from '#shared/sign-in/pool/app-client.ts';
import { createRepeatingClient, createSignInClient } from '#shared/sign-in/pool/cognito-clients.ts';
import { cognitoPool } from '#shared/sign-in/pool/cognito-pool.ts';
import { cognitoProvedSignIn } from '#shared/sign-in/pool/cognito-proved-sign-in.ts';
import { readAppClient } from '#shared/sign-in/pool/secretsmanager-app-client.ts';
import type { UserPool } from '#shared/sign-in/pool/user-pool.ts';
import { dynamoRecoveries } from '#shared/sign-in/recovery/dynamo-recoveries.ts';
import { keepingTokenOf, recoveryTokenOf } from '#shared/sign-in/recovery/recovery-link.ts';
import { recoveryPasswordOf } from '#shared/sign-in/recovery/recovery-request.ts';
import { sqsRecoveryRequests } from '#shared/sign-in/recovery/sqs-recovery-requests.ts';
import { createAskSecondStep } from '#shared/sign-in/second-step/ask-second-step.ts';
import { dynamoSecondSteps } from '#shared/sign-in/second-step/dynamo-second-steps.ts';
import { dynamoSignInCodes } from '#shared/sign-in/second-step/dynamo-sign-in-codes.ts';
import { createPendingSignIns } from '#shared/sign-in/second-step/pending-sign-in.ts';
import { dynamoAccounts, dynamoFirstPassword, dynamoSignInStanding } from '#shared/sign-in/sessions/dynamo-accounts.ts';
import { dynamoEndedSessions } from '#shared/sign-in/sessions/dynamo-ended-sessions.ts';
import { createSessionCookies } from '#shared/sign-in/sessions/session-cookie.ts';

// Makes the adapters of this area for the handlers. Each reads its variables when it is called, so a function needs only the
// variables of the adapters that it uses (access.ts).

const positive = v.pipe(v.number(), v.integer(), v.minValue(1));

const portal = () => readVariable('PORTAL_TABLE');

const poolVariables = () => ({
  USER_POOL_ID: readVariable('USER_POOL_ID'),
  USER_POOL_CLIENT_ID: readVariable('USER_POOL_CLIENT_ID'),
  POOL_CLIENT_SECRET_ARN: readVariable('POOL_CLIENT_SECRET_ARN'),
});

export const guard = () => dynamoGuard(dynamo(), portal(), now);

/** The pool's app client; awaited once, at init. */
export const appClient = () => readAppClient(secretsManager(), poolVariables());

/** The session's cookie. Throws ValiError unless REFRESH_TOKEN_SECONDS is a whole number above 0. */
export const sessionCookies = (app: Pick<AppClient, 'clientSecret'>) =>
  createSessionCookies(app.clientSecret, v.parse(positive, Number(readVariable('REFRESH_TOKEN_SECONDS'))));

/** The pool for a sign-in's answers: its calls together stay within the function's time. */
export const answeringPool = (app: AppClient) => cognitoPool(createSignInClient(7_000), app);
/** The pool for calls that may be repeated: refreshing and revoking. */
export const repeatingPool = (app: AppClient) => cognitoPool(createRepeatingClient(), app);
/** The seal of the challenge to choose a first password. */
export const challenges = (app: Pick<AppClient, 'clientSecret'>) => createChallengeSeal(app.clientSecret);

/**
 * The pool, its app client, and the only way to test a password: through the guard (R3.2a). Awaited once, at init; throws if the
 * app client has no secret.
 */
export async function passwordCheck() {
  const app = await appClient();
  const pool = cognitoPool(createSignInClient(), app);
  const notify = dynamoLockNotices(dynamo(), portal());
  const onLock = async (lock: Lock) => {
    log.info('username-locked', { outcome: 'locked', lane: lock.lane });
    await writeNotice(() => notify(lock));
  };
  const checkPassword = createPasswordCheck({ guard: guard(), pool, now, pause, newAttemptId, onLock });
  return { app, pool, checkPassword, devices: devices(app), now };
}

/** The seal of known browsers' cookies. */
export const devices = (app: Pick<AppClient, 'clientSecret'>) => createDeviceSeal(app.clientSecret);

/** Passkeys; who adds or removes them brings the audit (helpdesk). */
export const passkeys = (audit?: AuditParts) => dynamoPasskeys(dynamo(), portal(), audit);
export const passkeyChallenges = (app: Pick<AppClient, 'clientSecret'>) => createPasskeyChallenges(app.clientSecret);
export const relyingParty = () => relyingPartyOf(portalOrigin());
export const passkeyVerification = () => webauthnVerification(relyingParty());
/** The pool's sign-in of whom a passkey or a code has proved; its calls together stay within the function's time. */
export const signInProved = (app: AppClient) => cognitoProvedSignIn(createSignInClient(7_000), app);
export const proofs = () => dynamoProofs(dynamo(), portal());

/** The second step of a sign-in, and the choice of it; who turns it on or off brings the audit (helpdesk). */
export const pendingSignIns = (app: Pick<AppClient, 'clientSecret'>) => createPendingSignIns(app.clientSecret);
/** Asks for it in place of the session that a password began. */
export const asksSecondStep = (app: Pick<AppClient, 'clientSecret'>, pool: Pick<UserPool, 'revoke'>) =>
  createAskSecondStep({ pool, pendingSignIns: pendingSignIns(app) });
export const signInCodes = () => dynamoSignInCodes(dynamo(), portal());
export const secondSteps = (audit?: AuditParts) => dynamoSecondSteps(dynamo(), portal(), audit);

/** The lane of somebody who signs in (R3.2b). */
export const signInLane = (devices: DeviceSeal) =>
  createSignInLane({ devices, termsOf: dynamoLaneTerms(dynamo(), portal()), now });

export const accounts = () => dynamoAccounts(dynamo(), portal());
export const newBrowsers = () => dynamoNewBrowsers(dynamo(), portal());
export const endedSessions = () => dynamoEndedSessions(dynamo(), portal());
export const signInStanding = () => dynamoSignInStanding(dynamo(), portal(), now);
export const firstPassword = () => dynamoFirstPassword(dynamo(), portal());

export const credentials = () =>
  cognitoCredentials({ calls: createRepeatingClient(), sets: createPasswordClient() }, readVariable('USER_POOL_ID'));
export const challengeStanding = () => dynamoChallengeStanding(dynamo(), portal());
export const sessionCutoff = () => dynamoSessionCutoff(dynamo(), portal());
export const passwordTurns = () => dynamoPasswordTurns(dynamo(), portal());

/** The dependencies of password turns (in-password-turn.ts). */
export const inTurn = () => ({ turns: passwordTurns(), newTurnId, now, pause });

/** The dependencies of setting a password: turns, the pool, and the cut-off of sessions. */
export const settingPasswords = () => ({
  ...inTurn(),
  credentials: credentials(),
  cutoff: sessionCutoff(),
});

/** The dependencies of sending a password by SMS; awaited once, at init. */
export async function passwordsBySms() {
  const secrets = await pseudonyms();
  return { sms: notedSms(), passwordOf: smsPasswordOf(secrets), secretVersion: secrets.version };
}

export const recoveries = () => dynamoRecoveries(dynamo(), portal());
export const recoveryRequests = () => sqsRecoveryRequests(sqs(), readVariable('RECOVERY_QUEUE_URL'));

/** The dependencies of a recovery's worker, but its mail; awaited once, at init. */
export async function recovering() {
  const secrets = await pseudonyms();
  const stores = { recoveries: recoveries(), guard: guard(), secondSteps: secondSteps() };
  const tokens = { tokenOf: recoveryTokenOf(secrets), keepingTokenOf: keepingTokenOf(secrets) };
  return { ...settingPasswords(), ...stores, ...tokens, passwordOf: recoveryPasswordOf(secrets) };
}
