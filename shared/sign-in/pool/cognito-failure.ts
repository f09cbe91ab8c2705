import { CognitoIdentityProviderServiceException } from '@aws-sdk/client-cognito-identity-provider';
import { type PasswordAnswer, refusal } from './user-pool.ts';

/** What a failed call says about a password: a `PasswordAnswer` that is no success. */
export type FailedPassword = Exclude<PasswordAnswer['kind'], 'tokens' | 'new-password-required'>;

/** Errors with which Cognito refuses a call before it compares anything. */
const refusedUntested = new Set([
  'TooManyRequestsException',
  'ThrottlingException',
  'LimitExceededException',
  'UnexpectedLambdaException',
  'InvalidLambdaResponseException',
]);

/**
 * Whether the cause is our own configuration (a wrong secret, a flow that is not enabled, a trigger that the pool does not have): no
 * strike, and no end of a session.
 */
export const isOurMistake = (error: CognitoIdentityProviderServiceException) =>
  /verify secret|SecretHash|not enabled|trigger is not configured/i.test(error.message);

/** Error codes of sockets that never connected: nothing was sent. */
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/**
 * What a failed AdminInitiateAuth says about the password. `wrong` is also the answer for disabled users, expired temporary
 * passwords and passwords that an operator reset: Cognito does not promise which of them it compares. Without a strike, or with
 * another answer, they would show that the username exists or that the old password was right (R1.1). They lock like others, and
 * recovery opens them (R4). Throws every error that is no refusal: a wrong secret, a missing permission.
 */
export function readFailedPassword(error: unknown): FailedPassword {
  if (!(error instanceof CognitoIdentityProviderServiceException)) return unanswered(error);
  if (isOurMistake(error)) throw error;
  switch (error.name) {
    case 'UserLambdaValidationException':
      return refusedByGuard(error.message);
    case 'NotAuthorizedException':
      return error.message.includes('attempts exceeded') ? 'untested' : 'wrong';
    case 'InvalidParameterException':
    case 'UserNotFoundException':
    case 'UserNotConfirmedException':
    case 'PasswordResetRequiredException':
      return 'wrong';
  }
  if (refusedUntested.has(error.name)) return 'untested';
  if (isServerFault(error)) return 'unknown';
  throw error;
}

function refusedByGuard(message: string): FailedPassword {
  if (message.includes(refusal.locked)) return 'refused-locked';
  return message.includes(refusal.busy) ? 'refused-busy' : 'untested';
}

/** No answer came: the call was not sent, or sent and lost. */
function unanswered(error: unknown): FailedPassword {
  if (!(error instanceof Error)) throw error;
  const code = 'code' in error ? String(error.code) : '';
  if (neverConnected.has(code)) return 'unreached';
  if (error.name === 'TimeoutError' || /^E[A-Z]+$/.test(code)) return 'unknown';
  throw error;
}

/** Whether a retry may succeed: the call was throttled, failed on the pool's side, or got no answer. */
export function isPassing(error: unknown): boolean {
  if (error instanceof CognitoIdentityProviderServiceException)
    return refusedUntested.has(error.name) || isServerFault(error);
  return error instanceof Error && (error.name === 'TimeoutError' || 'code' in error);
}

const isServerFault = (error: CognitoIdentityProviderServiceException) =>
  error.$fault === 'server' || (error.$metadata.httpStatusCode ?? 0) >= 500;
