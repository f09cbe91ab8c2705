import { hash } from 'node:crypto';
import * as v from 'valibot';
import { paymentMethod } from '#shared/contract/fields.ts';
import { instantText } from '#shared/platform/instant.ts';
import type { Key } from '#shared/platform/tables/portal-keys.ts';
import type { Enrolment, KeptSwitch } from './enrolment.ts';

/** A requested switch of the payment method; kept until it is checked. */
export const requestedSwitchSchema = v.object({ policyNumber: v.string(), requestedAt: instantText });
export type RequestedSwitch = v.InferOutput<typeof requestedSwitchSchema>;

/** Sorts by the time of the request, so due ones come first. */
export const switchKey = ({ requestedAt, policyNumber }: RequestedSwitch): Key => ({
  pk: 'SWITCHES',
  sk: `${requestedAt}#${policyNumber}`,
});

/** After so many days (R8.2) the registry should have confirmed a switch. */
export const confirmedWithinDays = 30;
const day = 24 * 3_600_000;

/** The latest request that is due. */
export const dueUntil = (now: Date): Date => new Date(now.getTime() - confirmedWithinDays * day);

/** The insurer's report on a switch that was not confirmed. */
export const unconfirmedSwitch = v.object({
  id: v.string(),
  policyNumber: v.string(),
  customerId: v.string(),
  /** The payment method that the customer agreed to with the enrolment. */
  requestedPaymentMethod: paymentMethod,
  requestedAt: instantText,
  /** The end of the 30 days. */
  dueAt: instantText,
});
export type UnconfirmedSwitch = v.InferOutput<typeof unconfirmedSwitch>;

/**
 * The report on a switch; undefined if it was confirmed, or another enrolment has begun since. `awaited`: the policy's enrolment, or
 * what outlived it (R8.2a). The same switch always makes the same report.
 */
export function reportOf(
  requested: RequestedSwitch,
  awaited: Enrolment | KeptSwitch | undefined,
): UnconfirmedSwitch | undefined {
  if (!awaited?.requestedPaymentMethod || awaited.requestedAt !== requested.requestedAt) return undefined;
  const { policyNumber, customerId, requestedPaymentMethod, requestedAt } = awaited;
  return {
    id: hash('sha256', JSON.stringify([policyNumber, requestedAt]), 'hex').slice(0, 32),
    policyNumber,
    customerId,
    requestedPaymentMethod,
    requestedAt,
    dueAt: new Date(Date.parse(requestedAt) + confirmedWithinDays * day).toISOString(),
  };
}

/** The name of the report's file: `<day>/<id>`, by the day (UTC) on which the 30 days ended. */
export const switchReportName = ({ id, dueAt }: UnconfirmedSwitch): string => `${dueAt.slice(0, 10)}/${id}`;

export type DueSwitches = {
  /** The oldest first; undefined for an item that has not the form that the code writes. */
  readonly due: readonly (RequestedSwitch | undefined)[];
  /** Where the next page starts; absent on the last. */
  readonly next?: string;
};

/** Requested switches. They are written together with their enrolments (dynamo-enrolment-parts.ts). */
export type RequestedSwitches = {
  /** One page of the requests up to a time, after the id `after`; undefined begins with the oldest. */
  due(until: Date, after?: string): Promise<DueSwitches>;
  remove(requested: RequestedSwitch): Promise<void>;
};

/** The reports on unconfirmed switches for the insurer. Writing the same report again changes nothing. */
export type SwitchReports = { write(report: UnconfirmedSwitch): Promise<void> };
