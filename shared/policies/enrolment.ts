import * as v from 'valibot';
import { paymentMethod } from '#shared/contract/fields.ts';
import { instantText } from '#shared/platform/instant.ts';

/** A policy's electronic post: whose account its documents go to. */
export const enrolmentSchema = v.object({
  policyNumber: v.string(),
  accountId: v.string(),
  customerId: v.string(),
  since: instantText,
  /** Asked for with the enrolment (R8.2), until the registry has taken the policy off postal cheque. */
  requestedPaymentMethod: v.exactOptional(paymentMethod),
  requestedAt: v.exactOptional(instantText),
});
export type Enrolment = v.InferOutput<typeof enrolmentSchema>;
