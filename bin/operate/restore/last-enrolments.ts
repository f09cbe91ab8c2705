import type { Change } from '#shared/insurer/changes/change.ts';
import type { Enrolment } from '#shared/policies/enrolment.ts';

/** What the changes left of a policy's electronic post; `endedAt`: it ended, whoever had it. */
export type LastEnrolment =
  | { readonly enrolment: Omit<Enrolment, 'accountId'> }
  | { readonly policyNumber: string; readonly endedAt: string };

/** How each policy's electronic post stood after the changes, which are in their order. */
export function lastEnrolments(changes: readonly Change[]): ReadonlyMap<string, LastEnrolment> {
  const last = new Map<string, LastEnrolment>();
  for (const change of changes) {
    if (change.type === 'registration-cancelled') continue;
    const { policyNumber, customerId, at } = change;
    const standing = last.get(policyNumber);
    if (change.type === 'eposta-ended') last.set(policyNumber, { policyNumber, endedAt: at });
    else if (change.type === 'eposta-enrolled')
      last.set(policyNumber, { enrolment: { policyNumber, customerId, since: at } });
    else if (standing && 'enrolment' in standing && standing.enrolment.since === at) {
      const requested = { requestedPaymentMethod: change.to, requestedAt: change.consentAt };
      last.set(policyNumber, { enrolment: { ...standing.enrolment, ...requested } });
    }
  }
  return last;
}
