import * as v from 'valibot';
import { paymentMethod } from '#shared/contract/fields.ts';
import {
  type Change,
  type ChangeContent,
  changeAt,
  type EndingReason,
  timeAfter,
} from '#shared/insurer/changes/change.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { instantText } from '#shared/platform/instant.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';

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

/** Everything that enrolling a policy writes, together or not at all (R8.3). */
export type EnrolmentPlan = {
  readonly enrolment: Enrolment;
  /** The enrolment of an earlier holder that it replaces. */
  readonly replaced: Enrolment | undefined;
  /** The registry's row that the plan was made from. */
  readonly policy: RegistryPolicy;
  readonly changes: readonly Change[];
};

/** Enrolments by policy number, read consistently. */
export type Enrolments = {
  find(policyNumber: string): Promise<Enrolment | undefined>;
  /** The time of the policy's last change for the insurer; undefined for none within the last 30 days. */
  lastChange(policyNumber: string): Promise<Date | undefined>;
  /** The enrolments of these policies, by policy number. */
  findAll(policyNumbers: readonly string[]): Promise<ReadonlyMap<string, Enrolment>>;
  /** Writes a plan. False when the row, the enrolment, the last change or the account is not as it was read: nothing is written. */
  enrol(plan: EnrolmentPlan): Promise<boolean>;
  /** Ends an enrolment with its change. False when it is not the one that was read: nothing is written. */
  end(enrolment: Enrolment, change: Change): Promise<boolean>;
};

/** When an enrolment ends: after it began, even where two functions' clocks differ. */
export const endOf = ({ since }: Pick<Enrolment, 'since'>, now: Date): Date => timeAfter(new Date(since), now);

export const endingOf = ({ policyNumber, customerId }: Enrolment, reason: EndingReason): ChangeContent => ({
  type: 'eposta-ended',
  policyNumber,
  customerId,
  reason,
});

/** The change for the insurer when one enrolment ends. */
export const endingChange = (enrolment: Enrolment, reason: EndingReason, now: Date): Change =>
  changeAt(endOf(enrolment, now), endingOf(enrolment, reason));

/** After so many failed attempts it is no chance any more. */
const mostAttempts = 5;

/**
 * The outcome of reading, deciding and writing. An import or another call may write in between: then the attempt returns
 * undefined, and is made again. Throws DomainError `busy` after five attempts.
 */
export async function decideAgain<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  for (let attempts = 1; attempts <= mostAttempts; attempts++) {
    const outcome = await attempt();
    if (outcome !== undefined) return outcome;
  }
  throw new DomainError('busy', {}, { retryAfterSeconds: 1 });
}
