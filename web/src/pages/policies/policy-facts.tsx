import type { PolicyView } from '../../api/endpoints.ts';
import { useWords } from '../../language/language.tsx';

/** How a policy is paid; the requested method stands beside it until the insurer's registry has it too (R8.2). */
function usePayment({ eposta, paymentMethod, paymentMethodAfter }: PolicyView): string {
  const { policies } = useWords();
  const now = policies.payments[paymentMethod];
  if (eposta !== 'enrolled' || !paymentMethodAfter) return now;
  return policies.requested(now, policies.payments[paymentMethodAfter].toLowerCase());
}

/** Number, state, payment method and electronic post of a policy, and why it is not to be had (R8.1). */
export function PolicyFacts({ policy }: { policy: PolicyView }) {
  const { policies: words } = useWords();
  const facts = [
    [words.number, policy.policyNumber],
    [words.state, words.states[policy.state]],
    [words.payment, usePayment(policy)],
    [words.eposta, words.epostaStates[policy.eposta]],
  ] as const;
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
