import type { PolicyView } from '../../api/endpoints.ts';
import { insurer, paymentReference } from '../../insurer.ts';
import { useWords } from '../../language/language.tsx';

/** How a policy is paid; the requested method is shown beside it until the insurer's registry has it too (R8.2). */
function usePayment({ eposta, paymentMethod, paymentMethodAfter }: PolicyView): string {
  const { policies } = useWords();
  const now = policies.payments[paymentMethod];
  if (eposta !== 'enrolled' || !paymentMethodAfter) return now;
  return policies.requested(now, policies.payments[paymentMethodAfter].toLowerCase());
}

/** Whether premiums of an enrolled policy are transferred, or will be once the switch is made (R8.2). */
export const isPaidByTransfer = ({ eposta, state, paymentMethod, paymentMethodAfter }: PolicyView): boolean =>
  eposta === 'enrolled' && state === 'valid' && (paymentMethodAfter ?? paymentMethod) === 'bank-transfer';

/**
 * Number, state, payment method, where to transfer (R8.2) and electronic post of a policy, and why it is not available
 * (R8.1).
 */
export function PolicyFacts({ policy }: { policy: PolicyView }) {
  const { policies: words } = useWords();
  const paysByTransfer = isPaidByTransfer(policy) && insurer.bankAccount !== '';
  const facts: (readonly [string, string])[] = [
    [words.number, policy.policyNumber],
    [words.state, words.states[policy.state]],
    [words.payment, usePayment(policy)],
    ...(paysByTransfer
      ? ([
          [words.transfer.account, insurer.bankAccount],
          [words.transfer.reference, paymentReference(policy.policyNumber)],
        ] as const)
      : []),
    [words.eposta, words.epostaStates[policy.eposta]],
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
