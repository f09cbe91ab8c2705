import type { PolicyView } from '../../api/endpoints.ts';
import { useWords } from '../../language/language.tsx';
import { Dialog } from '../../layout/dialog.tsx';

/** A policy as a question about it names it (R8.2b). */
const policyName = (product: string, policyNumber: string) => `${product} – ${policyNumber}`;

type QuestionProps = {
  readonly isBusy: boolean;
  readonly onAgree: () => void;
  readonly onClose: () => void;
};

/** Asks for the consent to the switch of the payment method: what changes and what does not (R8.2). */
export function ConsentDialog({ policy, isBusy, onAgree, onClose }: QuestionProps & { policy: PolicyView }) {
  const { frame, policies, registration } = useWords();
  const { consent, payments } = policies;
  const after = payments[policy.paymentMethodAfter ?? policy.paymentMethod];
  const agree = (
    <button type="button" class="button" aria-disabled={isBusy} onClick={onAgree}>
      {isBusy ? frame.wait : consent.agree}
    </button>
  );
  return (
    <Dialog title={consent.title} close={policies.close} onClose={onClose} action={agree}>
      <p>
        <strong>{policyName(registration.products[policy.product], policy.policyNumber)}</strong>
      </p>
      <p>{consent.changes(payments[policy.paymentMethod], after)}</p>
      <p>{consent.stays}</p>
    </Dialog>
  );
}

/** Asks before electronic post is ended: what that means (R8.2a). */
export function EndingDialog({ policy, isBusy, onAgree, onClose }: QuestionProps & { policy: PolicyView }) {
  const { frame, policies, registration } = useWords();
  const { ending } = policies;
  const agree = (
    <button type="button" class="button" aria-disabled={isBusy} onClick={onAgree}>
      {isBusy ? frame.wait : ending.agree}
    </button>
  );
  return (
    <Dialog title={ending.title} close={policies.close} onClose={onClose} action={agree}>
      <p>
        <strong>{policyName(registration.products[policy.product], policy.policyNumber)}</strong>
      </p>
      <ul>
        {ending.points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </Dialog>
  );
}
