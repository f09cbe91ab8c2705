import type { PolicyView } from '../../api/endpoints.ts';
import { useWords } from '../../language/language.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import { ProductName } from './product-name.tsx';

/** Which policy a question is about (R8.2b). */
function PolicyName({ policy }: { policy: PolicyView }) {
  return (
    <p>
      <strong>
        <ProductName of={policy.product} />
      </strong>
      <br />
      {policy.policyNumber}
    </p>
  );
}

type QuestionProps = {
  readonly policy: PolicyView;
  readonly isBusy: boolean;
  readonly onAgree: () => void;
  readonly onClose: () => void;
};

/** Asks for the consent to the switch of the payment method: what changes and what does not (R8.2). */
export function ConsentDialog({ policy, ...question }: QuestionProps) {
  const { policies } = useWords();
  const { consent } = policies;
  const { paymentMethod, paymentMethodAfter: after = paymentMethod } = policy;
  return (
    <Dialog title={consent.title} close={policies.close} agree={consent.agree} {...question}>
      <PolicyName policy={policy} />
      <p>{consent.changes(paymentMethod, after)}</p>
      <p>{consent.stays}</p>
    </Dialog>
  );
}

/** Asks before electronic post is ended: what that means (R8.2a). */
export function EndingDialog({ policy, ...question }: QuestionProps) {
  const { policies } = useWords();
  const { ending } = policies;
  return (
    <Dialog title={ending.title} close={policies.close} agree={ending.agree} {...question}>
      <PolicyName policy={policy} />
      <ul>
        {ending.points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </Dialog>
  );
}
