import { hash } from 'node:crypto';
import type { Change } from '#shared/insurer/changes/change.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import type { Notice } from '#shared/messages/notices/notice.ts';
import type { Enrolment } from './enrolment.ts';

// The mails that customers keep as a record of what they agreed to (R8.2b), while they wait to be sent.

/** Sorts by time, and the same agreement always has the same id; mail tags take only these letters. */
const idOf = (at: string, policyNumber: string) =>
  `${at.replaceAll(/[-:.]/g, '')}-${hash('sha256', JSON.stringify(['eposta', at, policyNumber]), 'hex').slice(0, 16)}`;

/** Electronic post was turned on, perhaps with a switch of the payment method. */
export function enrolledNotice(enrolment: Enrolment, { paymentMethod }: Pick<RegistryPolicy, 'paymentMethod'>): Notice {
  const { policyNumber, accountId, since: at, requestedPaymentMethod: to } = enrolment;
  const switched = to === undefined ? {} : { switched: { from: paymentMethod, to } };
  return {
    kind: 'eposta-enrolled',
    noticeId: idOf(at, policyNumber),
    accountId,
    at,
    policyNumbers: [policyNumber],
    ...switched,
  };
}

/** Electronic post was turned on for several policies by the confirmation of a registration (R2.10). */
export function registeredNotice(accountId: string, policyNumbers: readonly [string, ...string[]], now: Date): Notice {
  const at = now.toISOString();
  return {
    kind: 'eposta-enrolled',
    noticeId: idOf(at, policyNumbers[0]),
    accountId,
    at,
    policyNumbers: [...policyNumbers],
  };
}

/** Electronic post was turned off by the customer. */
export function endedNotice(enrolment: Enrolment, { at }: Pick<Change, 'at'>): Notice {
  const { policyNumber, accountId, requestedPaymentMethod } = enrolment;
  const awaited = requestedPaymentMethod === undefined ? {} : { awaited: requestedPaymentMethod };
  return { kind: 'eposta-ended', noticeId: idOf(at, policyNumber), accountId, at, policyNumber, ...awaited };
}
