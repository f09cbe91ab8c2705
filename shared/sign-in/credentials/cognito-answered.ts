import { setTimeout as pause } from 'node:timers/promises';
import {
  CognitoIdentityProviderClient,
  CognitoIdentityProviderServiceException,
} from '@aws-sdk/client-cognito-identity-provider';
import { isPassing } from '#shared/sign-in/pool/cognito-failure.ts';
import { Unanswered } from './credentials.ts';

/**
 * ms. The pool sets a password within some 100 ms. This must be far shorter than a turn (password-turn.ts), which must outlast
 * the call.
 */
const longestSet = 5_000;
const mostTries = 3;

/**
 * A client for calls that set a password. It does not retry: a call without an answer may still be carried out, even after the
 * next call or another caller's.
 */
export const createPasswordClient = () =>
  new CognitoIdentityProviderClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: longestSet, throwOnRequestTimeout: true },
  });

/**
 * Makes a call, up to three times while the pool throttles it or fails at it: then it was not carried out. Throws Unanswered if
 * no answer came.
 */
export async function answered<T>(call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof CognitoIdentityProviderServiceException)) throw new Unanswered(error);
      if (!isPassing(error) || tries === mostTries) throw error;
      await pause(Math.random() * 100 * 2 ** tries);
    }
  }
}
