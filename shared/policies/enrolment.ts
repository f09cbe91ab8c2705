import * as v from 'valibot';
import { paymentMethod } from '#shared/contract/fields.ts';

const instant = v.pipe(v.string(), v.isoTimestamp());

/** A policy's electronic post: whose account its documents go to. */
export const enrolmentSchema = v.object({
  policyNumber: v.string(),
  accountId: v.string(),
  customerId: v.string(),
  since: instant,
  /** Asked for with the enrolment (R8.2), until the registry has taken the policy off postal cheque. */
  requestedPaymentMethod: v.exactOptional(paymentMethod),
  requestedAt: v.exactOptional(instant),
});
export type Enrolment = v.InferOutput<typeof enrolmentSchema>;
