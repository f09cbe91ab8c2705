import { useEffect, useRef, useState } from 'preact/hooks';
import type { PolicyView } from '../../api/endpoints.ts';
import { useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { ConsentDialog, EndingDialog } from './policy-dialogs.tsx';
import { PolicyFacts } from './policy-facts.tsx';
import { PolicyStates } from './policy-states.tsx';
import { ProductName } from './product-name.tsx';
import { useEposta } from './use-eposta.ts';

type PolicyItemProps = { readonly policy: PolicyView; readonly onChanged: () => Promise<void> };

/** One policy: what it is, and electronic post to turn on or off. What changes more than that asks first (R8.2). */
export function PolicyItem({ policy, onChanged }: PolicyItemProps) {
  const { frame, policies: words, registration } = useWords();
  const { state, enrol, end } = useEposta(policy.policyId, onChanged);
  const [asked, setAsked] = useState<'consent' | 'ending'>();
  const [settled, setSettled] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  const isBusy = state === 'busy';

  useEffect(() => {
    // The dialog has closed by now: while it is open, nothing behind it takes the focus.
    if (settled > 0) (notice.current ?? heading.current)?.focus();
  }, [settled]);

  const run = async (work: () => Promise<void>) => {
    if (isBusy) return;
    await work();
    setAsked(undefined);
    setSettled((count) => count + 1);
  };
  const product = registration.products[policy.product];
  const isEnrolled = policy.eposta === 'enrolled';
  const turnOn = (consents: boolean) => run(() => enrol({ consents }));
  const press = () => {
    if (isBusy) return;
    if (isEnrolled) setAsked('ending');
    else if (policy.paymentMethodAfter) setAsked('consent');
    else void turnOn(false);
  };
  const close = () => setAsked(undefined);
  return (
    <li class="card policy">
      <h2 tabIndex={-1} ref={heading}>
        <ProductName of={policy.product} />
      </h2>
      <PolicyStates policy={policy} />
      <PolicyFacts policy={policy} />
      {typeof state === 'object' && <ProblemNotice problem={state} box={notice} />}
      <p role="status" class={state === 'enrolled' || state === 'ended' ? 'notice notice-good' : ''}>
        {state === 'enrolled' && (policy.switchRequestedAt ? words.enrolledByTransfer : words.enrolled)}
        {state === 'ended' && (policy.switchRequestedAt ? words.endedSwitchGoesOn : words.ended)}
      </p>
      {policy.eposta !== 'not-eligible' && (
        <div class="actions">
          <button
            type="button"
            class={isEnrolled ? 'button button-second' : 'button'}
            aria-disabled={isBusy}
            onClick={press}
          >
            {isBusy ? frame.wait : isEnrolled ? words.end : words.enrol}
            <span class="visually-hidden">{`: ${product}, ${policy.policyNumber}`}</span>
          </button>
        </div>
      )}
      {asked === 'ending' && <EndingDialog policy={policy} isBusy={isBusy} onAgree={() => run(end)} onClose={close} />}
      {asked === 'consent' && (
        <ConsentDialog policy={policy} isBusy={isBusy} onAgree={() => turnOn(true)} onClose={close} />
      )}
    </li>
  );
}
