import * as v from 'valibot';
import { defineEndpoint } from './endpoint.ts';
import { chosenUsername, email, identity, language, mobile, opaqueToken, pastedToken, product } from './fields.ts';

const registrationPath = v.strictObject({ registrationId: opaqueToken });

export const register = defineEndpoint({
  name: 'register',
  summary: 'Requests an account: identifies the person and sends the confirmation e-mail (R2)',
  method: 'POST',
  path: '/api/registrations',
  auth: 'none',
  body: v.strictObject({
    identity,
    username: chosenUsername,
    email,
    mobile,
    language,
    acceptTerms: v.literal(true),
  }),
  answers: { 202: v.strictObject({ registrationId: opaqueToken }) },
  problems: ['identification-failed', 'not-eligible', 'username-taken', 'contact-taken', 'already-registered'],
});

export const previewConfirmation = defineEndpoint({
  name: 'preview-confirmation',
  summary: 'Lists what the confirmation will enrol, so that the customer knows what the button accepts (R2.10)',
  method: 'POST',
  path: '/api/registrations/confirmation/preview',
  auth: 'none',
  body: v.strictObject({ token: pastedToken }),
  answers: {
    200: v.strictObject({
      mobile: v.string(),
      policies: v.array(v.strictObject({ product, policyNumber: v.string() })),
    }),
  },
  problems: ['confirmation-expired'],
});

export const confirmRegistration = defineEndpoint({
  name: 'confirm-registration',
  summary: 'Creates the account and sends the first password by SMS; a repeated call gets the same answer (R2.7, R2.8)',
  method: 'POST',
  path: '/api/registrations/confirmation',
  auth: 'none',
  body: v.strictObject({ token: pastedToken }),
  answers: {
    201: v.strictObject({
      username: v.string(),
      mobile: v.string(),
      passwordSms: v.picklist(['sent', 'failed']),
      registrationId: opaqueToken,
    }),
  },
  problems: ['confirmation-expired', 'username-taken', 'contact-taken', 'already-registered', 'not-eligible-any-more'],
});

export const resendConfirmation = defineEndpoint({
  name: 'resend-confirmation',
  summary: 'Sends the confirmation e-mail again (R2.7); the answer does not show whether there was anything to send',
  method: 'POST',
  path: '/api/registrations/{registrationId}/confirmation-mail',
  auth: 'none',
  pathParameters: registrationPath,
  answers: { 202: null },
  problems: [],
});

export const resendPasswordSms = defineEndpoint({
  name: 'resend-password-sms',
  summary: 'Sends a new first password by SMS until the customer has chosen one (R2.9)',
  method: 'POST',
  path: '/api/registrations/{registrationId}/password-sms',
  auth: 'none',
  pathParameters: registrationPath,
  answers: { 202: null },
  problems: ['registration-not-found', 'sms-failed'],
});
