import * as v from 'valibot';
import { defineEndpoint } from './endpoint.ts';
import { email, instant, language, mobile, password } from './fields.ts';

export const recoverAccess = defineEndpoint({
  name: 'recover-access',
  summary: 'Asks for the username and a new temporary password by e-mail; answers the same whoever asks (R4)',
  method: 'POST',
  path: '/api/recoveries',
  auth: 'none',
  body: v.strictObject({ email, mobile }),
  answers: { 202: null },
  problems: [],
});

export const getAccount = defineEndpoint({
  name: 'get-account',
  summary: 'Who is signed in, and whether mail reaches them (R5.2)',
  method: 'GET',
  path: '/api/account',
  auth: 'account',
  answers: {
    200: v.strictObject({
      username: v.string(),
      email: v.string(),
      mobile: v.string(),
      language,
      registeredAt: instant,
      mailUnreachableSince: v.optional(instant),
    }),
  },
  problems: ['session-ended'],
});

export const changePassword = defineEndpoint({
  name: 'change-password',
  summary: 'Changes the password after the present one (R3.2a)',
  method: 'PUT',
  path: '/api/account/password',
  auth: 'account',
  body: v.strictObject({ currentPassword: password, newPassword: password }),
  answers: { 204: null },
  problems: ['session-ended', 'wrong-password', 'locked', 'weak-password'],
});

export const cancelRegistration = defineEndpoint({
  name: 'cancel-registration',
  summary: 'Cancels the registration after the password: access ends at once (R11.1)',
  method: 'DELETE',
  path: '/api/account',
  auth: 'account',
  body: v.strictObject({ password }),
  answers: { 204: null },
  problems: ['session-ended', 'wrong-password', 'locked'],
});
