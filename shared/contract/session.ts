import * as v from 'valibot';
import { defineEndpoint } from './endpoint.ts';
import { instant, newPassword, opaqueToken, password, smsCode, tokens, username } from './fields.ts';

/** The password was right, and its customer has chosen that more is needed; the browser has got a cookie for it. */
const secondStep = v.strictObject({ secondStep: v.literal('code') });

export const signIn = defineEndpoint({
  name: 'sign-in',
  summary:
    'Signs in, or requires a new password if the given one was temporary (R1, R3), or the second step that the customer has chosen',
  method: 'POST',
  path: '/api/session',
  auth: 'none',
  body: v.strictObject({
    username,
    password,
    /** From the link of the recovery mail: strangers' attempts do not count against whoever has it (R4.4). */
    recoveryToken: v.optional(opaqueToken),
  }),
  answers: {
    200: v.union([
      tokens,
      v.strictObject({ challenge: v.literal('new-password'), challengeToken: v.string() }),
      secondStep,
    ]),
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
    newPassword,
  }),
  answers: { 200: v.union([tokens, secondStep]) },
  problems: ['weak-password', 'challenge-expired', 'registration-contested'],
});

export const takeSecondStep = defineEndpoint({
  name: 'take-second-step',
  summary:
    'Goes on after a right password: without a code it mails one to the account’s address, with it it signs in. The answer to a wrong code says how many tries are left',
  method: 'POST',
  path: '/api/session/second-step',
  auth: 'none',
  body: v.strictObject({ code: v.optional(smsCode) }),
  answers: { 200: v.union([tokens, v.strictObject({ codeGoodUntil: instant })]) },
  problems: ['second-step-expired', 'too-many-codes', 'registration-contested'],
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
  summary: 'Ends the session at once, its access token too, and clears the cookie (R1.4)',
  method: 'DELETE',
  path: '/api/session',
  auth: 'none',
  answers: { 204: null },
  problems: [],
});

export const endSessions = defineEndpoint({
  name: 'end-sessions',
  summary: 'Signs out everywhere: ends every session of the account, this one too (R1.6)',
  method: 'DELETE',
  path: '/api/sessions',
  auth: 'account',
  answers: { 204: null },
  problems: ['session-ended'],
});
