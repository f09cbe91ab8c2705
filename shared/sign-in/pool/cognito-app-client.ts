import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  TimeUnitsType,
} from '@aws-sdk/client-cognito-identity-provider';
import * as v from 'valibot';

/** The pool's one app client: its secret, and how long its refresh tokens are valid (s). */
export type AppClient = {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshTokenSeconds: number;
};

/** How long a sign-in may take, in ms: the pool's trigger may run twice for 5 s, and the caller has 29 s in all. */
const longestSignIn = 14_000;

/**
 * A client for calls that must not be made twice. It does not retry: that would test a password twice under one lease (R3.2).
 * After `longestAnswer` ms without an answer it throws.
 */
export const createSignInClient = (longestAnswer = longestSignIn) =>
  new CognitoIdentityProviderClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: longestAnswer, throwOnRequestTimeout: true },
  });

/** A client for calls that may be repeated; three tries stay within the 10 s of a function. */
export const createRepeatingClient = () =>
  new CognitoIdentityProviderClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 2_500, throwOnRequestTimeout: true },
  });

const unitSeconds = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };

const clientSchema = v.object({
  ClientSecret: v.pipe(v.string(), v.nonEmpty()),
  RefreshTokenValidity: v.pipe(v.number(), v.integer(), v.minValue(1)),
  TokenValidityUnits: v.optional(
    v.object({ RefreshToken: v.optional(v.picklist(Object.values(TimeUnitsType)), 'days') }),
    {},
  ),
});

/** Reads the app client; called once, at init. Throws when it is missing or has no secret. */
export async function readAppClient(
  client: CognitoIdentityProviderClient,
  env: { readonly USER_POOL_ID: string; readonly USER_POOL_CLIENT_ID: string },
): Promise<AppClient> {
  const { UserPoolClient: found } = await client.send(
    new DescribeUserPoolClientCommand({ UserPoolId: env.USER_POOL_ID, ClientId: env.USER_POOL_CLIENT_ID }),
  );
  const parsed = v.parse(clientSchema, found);
  return {
    userPoolId: env.USER_POOL_ID,
    clientId: env.USER_POOL_CLIENT_ID,
    clientSecret: parsed.ClientSecret,
    refreshTokenSeconds: parsed.RefreshTokenValidity * unitSeconds[parsed.TokenValidityUnits.RefreshToken],
  };
}
