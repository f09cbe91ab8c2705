import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import type { Enrolment, KeptSwitch } from './enrolment.ts';

/** The effect of a registry row on its policy's enrolment. */
export type RegistryVerdict =
  | { readonly kind: 'nothing' }
  /** The requested payment method is in force. */
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'ended'; readonly reason: 'holder-changed' | 'postal-cheque' };

/**
 * Judges the registry's current row against the policy's enrolment (R8.2, R9.2a). The same row may be judged any number of
 * times.
 * - Another customerId ends it, whatever else the row says.
 * - A terminated policy's payment method says nothing: no premium is due, and certificates still come.
 * - Postal cheque ends it, unless the switch was requested and the registry has not yet shown it.
 * - Any other payment method confirms a request, the card too: the insurer has taken the policy off postal cheque.
 */
export function judgeRegistryRow(
  enrolment: Pick<Enrolment, 'customerId' | 'requestedPaymentMethod'>,
  row: Pick<RegistryPolicy, 'holder' | 'state' | 'paymentMethod'>,
): RegistryVerdict {
  if (row.holder !== enrolment.customerId) return { kind: 'ended', reason: 'holder-changed' };
  if (row.state === 'terminated') return { kind: 'nothing' };
  const isAwaited = enrolment.requestedPaymentMethod !== undefined;
  if (row.paymentMethod === 'postal-cheque')
    return isAwaited ? { kind: 'nothing' } : { kind: 'ended', reason: 'postal-cheque' };
  return isAwaited ? { kind: 'confirmed' } : { kind: 'nothing' };
}

/**
 * Whether a row answers a switch that outlived its enrolment (R8.2a): it shows another payment method than postal cheque, or another
 * holder.
 */
export const answersSwitch = (
  { customerId }: Pick<KeptSwitch, 'customerId'>,
  row: Pick<RegistryPolicy, 'holder' | 'state' | 'paymentMethod'>,
): boolean => row.holder !== customerId || (row.state === 'valid' && row.paymentMethod !== 'postal-cheque');
