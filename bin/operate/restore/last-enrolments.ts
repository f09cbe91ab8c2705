import type { Change } from '#shared/insurer/changes/change.ts';
import type { Enrolment } from '#shared/policies/enrolment.ts';

/** A policy's electronic post after the changes; `endedAt`: it ended, whoever had it. */
export type LastEnrolment =
  | { readonly enrolment: Omit<Enrolment, 'accountId'> }
  | { readonly policyNumber: string; readonly endedAt: string };

/** Each policy's electronic post after the changes, given in their order. */
export function lastEnrolments(changes: readonly Change[]): ReadonlyMap<string, LastEnrolment> {
  const last = new Map<string, LastEnrolment>();
  for (const change of changes) {
    if (change.type === 'registration-cancelled') continue;
    const { policyNumber, customerId, at } = change;
    const current = last.get(policyNumber);
    if (change.type === 'eposta-ended') last.set(policyNumber, { policyNumber, endedAt: at });
    else if (change.type === 'eposta-enrolled')
      last.set(policyNumber, { enrolment: { policyNumber, customerId, since: at } });
    else if (current && 'enrolment' in current && current.enrolment.since === at) {
      const requested = { requestedPaymentMethod: change.to, requestedAt: change.consentAt };
      last.set(policyNumber, { enrolment: { ...current.enrolment, ...requested } });
    }
  }
  return last;
}
