import { CognitoIdentityProviderServiceException } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { readFailedPassword } from '#shared/sign-in/pool/cognito-failure.ts';

const refused = (name: string, message = '', fault: 'client' | 'server' = 'client') =>
  new CognitoIdentityProviderServiceException({ name, message, $fault: fault, $metadata: {} });
const broken = (code: string, name = 'Error') => Object.assign(new Error('connection'), { code, name });

describe('what a failed AdminInitiateAuth says of the password', () => {
  it.each([
    ['NotAuthorizedException', 'Incorrect username or password.'],
    ['NotAuthorizedException', 'User is disabled.'],
    ['NotAuthorizedException', 'Temporary password has expired and must be reset by an administrator.'],
    ['UserNotFoundException', 'User does not exist.'],
    ['UserNotConfirmedException', 'User is not confirmed.'],
    ['PasswordResetRequiredException', 'Password reset required for the user'],
    ['InvalidParameterException', 'Invalid input'],
  ])('R1.1 %s "%s" is a wrong one like any other', (name, message) => {
    expect(readFailedPassword(refused(name, message))).toBe('wrong');
  });

  it.each([
    ['NotAuthorizedException', 'Password attempts exceeded'],
    ['TooManyRequestsException', 'Rate exceeded'],
    ['UnexpectedLambdaException', 'PreAuthentication invocation failed due to error Socket timeout.'],
    ['UserLambdaValidationException', 'PreAuthentication failed with error FAILED.'],
  ])('R3.3 %s "%s" tested nothing', (name, message) => {
    expect(readFailedPassword(refused(name, message))).toBe('untested');
  });

  it('recognises the guard’s refusal by its words', () => {
    const said = (word: string) =>
      refused('UserLambdaValidationException', `PreAuthentication failed with error ${word}.`);
    expect(readFailedPassword(said('BUSY'))).toBe('refused-busy');
    expect(readFailedPassword(said('LOCKED'))).toBe('refused-locked');
  });

  it.each([
    refused('InternalErrorException', '', 'server'),
    broken('ECONNRESET'),
    broken('EPIPE'),
    broken('', 'TimeoutError'),
  ])('R3.3 nobody knows whether %s came before or after the comparison', (error) => {
    expect(readFailedPassword(error)).toBe('unknown');
  });

  it('recognises that nothing was sent without a connection', () => {
    expect(readFailedPassword(broken('ECONNREFUSED'))).toBe('unreached');
  });

  it.each([
    refused('NotAuthorizedException', 'Unable to verify secret hash for client abc'),
    refused('InvalidParameterException', 'ADMIN_USER_PASSWORD_AUTH flow not enabled for this client'),
    refused('InvalidParameterException', 'Custom auth lambda trigger is not configured.'),
    refused('AccessDeniedException', 'not authorized to perform'),
    refused('ResourceNotFoundException', 'User pool does not exist'),
    new TypeError('a mistake of ours'),
  ])('is nobody’s strike when the mistake is ours: %s', (error) => {
    expect(() => readFailedPassword(error)).toThrow(error);
  });
});
