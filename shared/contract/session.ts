import * as v from 'valibot';
import { defineEndpoint } from './endpoint.ts';
import { password, tokens, username } from './fields.ts';

export const signIn = defineEndpoint({
  name: 'sign-in',
  summary: 'Signs in, or requires a new password if the given one was temporary (R1, R3)',
  method: 'POST',
  path: '/api/session',
  auth: 'none',
  body: v.strictObject({ username, password }),
  answers: {
    200: v.union([tokens, v.strictObject({ challenge: v.literal('new-password'), challengeToken: v.string() })]),
  },
  problems: ['wrong-credentials', 'locked', 'registration-contested'],
});

export const choosePassword = defineEndpoint({
  name: 'choose-password',
  summary: 'Answers the new-password challenge of a first sign-in or a recovery (R2.8, R4.1)',
  method: 'POST',
  path: '/api/session/new-password',
  auth: 'none',
  body: v.strictObject({
    username,
    challengeToken: v.pipe(v.string(), v.nonEmpty(), v.maxLength(4096)),
    newPassword: password,
  }),
  answers: { 200: tokens },
  problems: ['weak-password', 'challenge-expired'],
});

export const refreshSession = defineEndpoint({
  name: 'refresh-session',
  summary: 'Exchanges the refresh cookie for a new access token and a new cookie (R1.4)',
  method: 'POST',
  path: '/api/session/refresh',
  auth: 'none',
  answers: { 200: tokens },
  problems: ['session-ended'],
});

export const signOut = defineEndpoint({
  name: 'sign-out',
  summary: 'Revokes the refresh token and clears its cookie (R1.4)',
  method: 'DELETE',
  path: '/api/session',
  auth: 'none',
  answers: { 204: null },
  problems: [],
});
