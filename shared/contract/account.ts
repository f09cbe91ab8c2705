import * as v from 'valibot';
import { defineEndpoint } from './endpoint.ts';
import {
  email,
  instant,
  language,
  mailUnreachableReason,
  mobile,
  newPassword,
  password,
  pastedToken,
  secondStepView,
  smsCode,
} from './fields.ts';
import { passkeyView } from './passkeys.ts';

export const recoverAccess = defineEndpoint({
  name: 'recover-access',
  summary: 'Requests the username and a new temporary password by e-mail; the answer is always the same (R4)',
  method: 'POST',
  path: '/api/recoveries',
  auth: 'none',
  body: v.strictObject({ email, mobile }),
  answers: { 202: null },
  problems: [],
});

/** Which reminders the customer gets (R14.1): thirty days before documents go; of a document unread for 14 days. */
const reminders = v.strictObject({ beforeEnd: v.boolean(), unread: v.boolean() });

export const getAccount = defineEndpoint({
  name: 'get-account',
  summary:
    'Who is signed in, whether mail reaches them (R5.2), which new contacts wait to be confirmed (R11.2), and which correction waits (R10.2)',
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
      mailUnreachableReason: v.optional(mailUnreachableReason),
      /** Waits for confirmation (R11.2): the new address, the new number (E.164). */
      newEmail: v.optional(v.string()),
      newMobile: v.optional(v.string()),
      /** A change of a contact that the helpdesk was asked for and that comes into force at `from` (R10.2); `to` is masked. */
      correction: v.optional(v.strictObject({ kind: v.picklist(['email', 'mobile']), to: v.string(), from: instant })),
      reminders,
      /** The password alone signs nobody in: since when, and until when after a recovery. */
      secondStep: v.optional(secondStepView),
      /** The oldest first. */
      passkeys: v.array(passkeyView),
    }),
  },
  problems: ['session-ended'],
});

export const chooseSecondStep = defineEndpoint({
  name: 'choose-second-step',
  summary:
    'Chooses whether a password alone signs in, after a test of the password; choosing it again keeps it after a recovery; its customer gets a mail',
  method: 'PUT',
  path: '/api/account/second-step',
  auth: 'account',
  body: v.strictObject({ password, on: v.boolean() }),
  answers: { 204: null },
  problems: ['session-ended', 'wrong-password', 'locked'],
});

export const changePassword = defineEndpoint({
  name: 'change-password',
  summary: 'Changes the password after a test of the current one (R3.2a)',
  method: 'PUT',
  path: '/api/account/password',
  auth: 'account',
  body: v.strictObject({ currentPassword: password, newPassword }),
  answers: { 204: null },
  problems: ['session-ended', 'wrong-password', 'locked', 'weak-password'],
});

export const cancelRegistration = defineEndpoint({
  name: 'cancel-registration',
  summary: 'Cancels the registration after a test of the password: access ends at once (R11.1)',
  method: 'DELETE',
  path: '/api/account',
  auth: 'account',
  body: v.strictObject({ password }),
  answers: { 204: null },
  problems: ['session-ended', 'wrong-password', 'locked'],
});

export const changeLanguage = defineEndpoint({
  name: 'change-language',
  summary: 'Changes the language of mails and text messages',
  method: 'PUT',
  path: '/api/account/language',
  auth: 'account',
  body: v.strictObject({ language }),
  answers: { 204: null },
  problems: ['session-ended'],
});

export const changeReminders = defineEndpoint({
  name: 'change-reminders',
  summary: 'Switches the reminders about documents on and off (R14.1)',
  method: 'PUT',
  path: '/api/account/reminders',
  auth: 'account',
  body: reminders,
  answers: { 204: null },
  problems: ['session-ended'],
});

export const changeContact = defineEndpoint({
  name: 'change-contact',
  summary:
    'Requests another e-mail address, mobile number or both, after a test of the password; each takes effect once confirmed (R11.2)',
  method: 'POST',
  path: '/api/account/contact-changes',
  auth: 'account',
  body: v.strictObject({ password, email: v.optional(email), mobile: v.optional(mobile) }),
  answers: { 202: null },
  problems: ['session-ended', 'wrong-password', 'locked', 'contact-taken', 'sms-failed'],
});

export const confirmEmail = defineEndpoint({
  name: 'confirm-email',
  summary: 'Confirms a new e-mail address by the link sent there; a repeated call gets the same answer (R11.2)',
  method: 'POST',
  path: '/api/contact-changes/confirmation',
  auth: 'none',
  body: v.strictObject({ token: pastedToken }),
  answers: { 204: null },
  problems: ['confirmation-expired', 'contact-taken'],
});

export const confirmMobile = defineEndpoint({
  name: 'confirm-mobile',
  summary:
    'Confirms a new mobile number by the code sent there; the answer to a wrong code says how many tries are left (R11.2)',
  method: 'POST',
  path: '/api/account/contact-changes/code',
  auth: 'account',
  body: v.strictObject({ code: smsCode }),
  answers: { 204: null },
  problems: ['session-ended', 'confirmation-expired', 'contact-taken'],
});
