import type { PolicyView } from '../../api/endpoints.ts';
import { insurer, paymentReference } from '../../insurer.ts';
import { useFormats, useWords } from '../../language/language.tsx';

/**
 * How a policy is paid; a requested switch is shown beside it until the insurer's registry has it too, whether or not electronic post
 * goes on (R8.2a).
 */
function usePayment({ paymentMethod, paymentMethodAfter, switchRequestedAt }: PolicyView): string {
  const { policies } = useWords();
  const { day } = useFormats();
  const now = policies.payments[paymentMethod];
  if (!switchRequestedAt || !paymentMethodAfter) return now;
  return policies.requested(now, paymentMethodAfter, day(switchRequestedAt));
}

/** Whether the premium is transferred, or will be once a requested switch is made (R8.2). */
export const isPaidByTransfer = ({
  eposta,
  state,
  paymentMethod,
  paymentMethodAfter,
  switchRequestedAt,
}: PolicyView): boolean => {
  if (state !== 'valid') return false;
  if (switchRequestedAt) return paymentMethodAfter === 'bank-transfer';
  return eposta === 'enrolled' && paymentMethod === 'bank-transfer';
};

/** Whether direct debit can still be asked for: not by who pays so already, nor for a policy that has ended (R8.2b). */
export const mayChooseDebit = ({ state, paymentMethod }: PolicyView): boolean =>
  state === 'valid' && paymentMethod !== 'direct-debit';

/**
 * Number, payment method and where to transfer (R8.2), and why electronic post is not available
 * (R8.1).
 */
export function PolicyFacts({ policy }: { policy: PolicyView }) {
  const { policies: words } = useWords();
  const paysByTransfer = isPaidByTransfer(policy) && insurer.bankAccount !== '';
  const facts: (readonly [string, string])[] = [
    [words.number, policy.policyNumber],
    [words.payment, usePayment(policy)],
    ...(paysByTransfer
      ? ([
          ...(insurer.beneficiaryName ? [[words.transfer.beneficiary, insurer.beneficiaryName] as const] : []),
          [words.transfer.account, insurer.bankAccount],
          [words.transfer.reference, paymentReference(policy.policyNumber)],
        ] as const)
      : []),
  ];
  return (
    <>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {policy.reason && <p>{words.reasons[policy.reason]}</p>}
    </>
  );
}
