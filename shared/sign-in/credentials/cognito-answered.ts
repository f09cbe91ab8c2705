import { setTimeout as pause } from 'node:timers/promises';
import {
  CognitoIdentityProviderClient,
  CognitoIdentityProviderServiceException,
} from '@aws-sdk/client-cognito-identity-provider';
import { isPassing } from '#shared/sign-in/pool/cognito-failure.ts';
import { Unanswered } from './credentials.ts';

/** ms; the pool sets a password within some 100 ms. Far shorter than a turn (password-turn.ts), which must outlive it. */
const longestSet = 5_000;
const mostTries = 3;

/**
 * A client for calls that set a password. It does not retry: the pool may carry out a call that got no answer after the next
 * call, and after somebody else's.
 */
export const createPasswordClient = () =>
  new CognitoIdentityProviderClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: longestSet, throwOnRequestTimeout: true },
  });

/**
 * Makes a call, up to three times while the pool refuses it for its rate or fails at it: such a call was not carried out. Throws
 * Unanswered where no answer came.
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
