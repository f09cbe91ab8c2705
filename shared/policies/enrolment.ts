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

/** A policy's electronic post: the account that gets its documents. */
export const enrolmentSchema = v.object({
  policyNumber: v.string(),
  accountId: v.string(),
  customerId: v.string(),
  since: instantText,
  /** Requested with the enrolment (R8.2); present until the registry has another payment method than postal cheque. */
  requestedPaymentMethod: v.exactOptional(paymentMethod),
  requestedAt: v.exactOptional(instantText),
});
export type Enrolment = v.InferOutput<typeof enrolmentSchema>;

/**
 * A switch of the payment method that was requested with an enrolment, and the enrolment has ended before the registry answered
 * (R8.2a). Until then the policy shows it.
 */
export const keptSwitchSchema = v.object({
  policyNumber: v.string(),
  accountId: v.string(),
  customerId: v.string(),
  requestedPaymentMethod: paymentMethod,
  requestedAt: instantText,
});
export type KeptSwitch = v.InferOutput<typeof keptSwitchSchema>;

/** The switch that outlives the enrolment; undefined if none is awaited. */
export function keptSwitchOf(enrolment: Enrolment): KeptSwitch | undefined {
  const { policyNumber, accountId, customerId, requestedPaymentMethod, requestedAt } = enrolment;
  if (requestedPaymentMethod === undefined || requestedAt === undefined) return undefined;
  return { policyNumber, accountId, customerId, requestedPaymentMethod, requestedAt };
}

/** Everything that enrolling a policy writes, all or nothing (R8.3). */
export type EnrolmentPlan = {
  readonly enrolment: Enrolment;
  /** An earlier holder's enrolment, which this one replaces. */
  readonly replaced: Enrolment | undefined;
  /** The registry's row that the plan is based on. */
  readonly policy: RegistryPolicy;
  readonly changes: readonly Change[];
};

/** Enrolments by policy number, read consistently. */
export type Enrolments = {
  find(policyNumber: string): Promise<Enrolment | undefined>;
  /** The time of the policy's last change for the insurer; undefined if there is none within the last 30 days. */
  lastChange(policyNumber: string): Promise<Date | undefined>;
  /** The enrolments of these policies, by policy number. */
  findAll(policyNumbers: readonly string[]): Promise<ReadonlyMap<string, Enrolment>>;
  /** The requested switches of these policies that outlived their enrolments, by policy number (R8.2a). */
  keptSwitches(policyNumbers: readonly string[]): Promise<ReadonlyMap<string, KeptSwitch>>;
  /**
   * Writes a plan. False, and nothing is written, if the row, the enrolment, the last change or the account is not as it was
   * read.
   */
  enrol(plan: EnrolmentPlan): Promise<boolean>;
  /**
   * Ends an enrolment, keeps the switch that it awaits, and writes its change and the customer's mail (R8.2a, R8.2b). False, and nothing is written, if it is
   * not the one that was read.
   */
  end(enrolment: Enrolment, change: Change): Promise<boolean>;
};

/** The end of an enrolment: after its beginning, even if two functions' clocks differ. */
export const endOf = ({ since }: Pick<Enrolment, 'since'>, now: Date): Date => timeAfter(new Date(since), now);

/** What the insurer must know about the end of an enrolment. */
export const endingOf = ({ policyNumber, customerId }: Enrolment, reason: EndingReason): ChangeContent => ({
  type: 'eposta-ended',
  policyNumber,
  customerId,
  reason,
});

/** The change for the insurer when one enrolment ends. */
export const endingChange = (enrolment: Enrolment, reason: EndingReason, now: Date): Change =>
  changeAt(endOf(enrolment, now), endingOf(enrolment, reason));

/** After so many failed attempts, the cause is not chance. */
const mostAttempts = 5;

/**
 * Repeats an attempt at reading, deciding and writing, and returns its outcome. If an import or another call writes in between,
 * the attempt returns undefined and is repeated. Throws DomainError `busy` after five attempts.
 */
export async function decideAgain<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  for (let attempts = 1; attempts <= mostAttempts; attempts++) {
    const outcome = await attempt();
    if (outcome !== undefined) return outcome;
  }
  throw new DomainError('busy', {}, { retryAfterSeconds: 1, because: 'enrolment-changes' });
}
