import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';

/** How long a sign-in may take, in ms: the pool's trigger may run twice for 5 s, and the caller has 29 s in all. */
const longestSignIn = 14_000;

/**
 * A client for calls that must not be made twice. It does not retry: a retry would test a password twice under one lease (R3.2).
 * After `longestAnswer` ms without an answer it throws.
 */
export const createSignInClient = (longestAnswer = longestSignIn) =>
  new CognitoIdentityProviderClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: longestAnswer, throwOnRequestTimeout: true },
  });

/** A client for calls that may be repeated; three attempts fit into the 10 s of a function. */
export const createRepeatingClient = () =>
  new CognitoIdentityProviderClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 2_500, throwOnRequestTimeout: true },
  });
