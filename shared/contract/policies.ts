import * as v from 'valibot';
import { defineEndpoint } from './endpoint.ts';
import { instant, paymentMethod, policyId, policyNumber, policyState, product } from './fields.ts';

/** Why electronic post is not available for a policy. */
const ineligibility = v.picklist(['product-not-offered', 'policy-terminated', 'payment-method-not-accepted']);

const policy = v.strictObject({
  policyId,
  policyNumber,
  product,
  state: policyState,
  paymentMethod,
  eposta: v.picklist(['enrolled', 'available', 'not-eligible']),
  reason: v.optional(ineligibility),
  /** The payment method that enrolling would set, or has requested; absent if it does not change. */
  paymentMethodAfter: v.optional(paymentMethod),
  /** Since when that switch is requested and the registry has not confirmed it, also after electronic post has ended (R8.2a). */
  switchRequestedAt: v.optional(instant),
});
export type PolicyView = v.InferOutput<typeof policy>;

const policyPath = v.strictObject({ policyId });

export const listPolicies = defineEndpoint({
  name: 'list-policies',
  summary: 'All policies of the customer, each with the state of its electronic post (R8.1)',
  method: 'GET',
  path: '/api/policies',
  auth: 'account',
  answers: { 200: v.strictObject({ policies: v.array(policy) }) },
  problems: ['session-ended'],
});

export const enrolPolicy = defineEndpoint({
  name: 'enrol-policy',
  summary: 'Enrols a policy in electronic post; one paid by postal cheque only with consent to the switch (R8.2)',
  method: 'PUT',
  path: '/api/policies/{policyId}/eposta',
  auth: 'account',
  pathParameters: policyPath,
  body: v.strictObject({ acceptPaymentMethodChange: v.optional(v.literal(true)) }),
  answers: { 200: policy },
  problems: ['session-ended', 'policy-not-found', 'not-eligible', 'consent-required'],
});

export const endEnrolment = defineEndpoint({
  name: 'end-enrolment',
  summary: 'Ends electronic post for one policy; documents stay (R8.2a)',
  method: 'DELETE',
  path: '/api/policies/{policyId}/eposta',
  auth: 'account',
  pathParameters: policyPath,
  answers: { 204: null },
  problems: ['session-ended', 'policy-not-found'],
});
