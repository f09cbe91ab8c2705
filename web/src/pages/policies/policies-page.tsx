import type { PolicyView } from '../../api/endpoints.ts';
import { useLoaded } from '../../api/use-loaded.ts';
import { insurer, useHelpline } from '../../insurer.ts';
import { useWords } from '../../language/language.tsx';
import { NotLoaded } from '../../layout/loading.tsx';
import { Page } from '../../layout/page.tsx';
import { Told } from '../../layout/told.tsx';
import { call } from '../../session/portal-session.ts';
import { useSignedIn } from '../../session/use-session.ts';
import { isPaidByTransfer, mayChooseDebit } from './policy-facts.tsx';
import { PolicyItem } from './policy-item.tsx';

/** The customer's policies and electronic post for each (R8). */
export function PoliciesPage() {
  useSignedIn();
  const { policies: words } = useWords();
  const { outcome, again } = useLoaded(() => call('listPolicies'));
  return (
    <Page title={words.title}>
      <p class="lead">{words.lead}</p>
      {outcome?.ok ? (
        <Policies policies={outcome.body.policies} onChanged={again} />
      ) : (
        <NotLoaded problem={outcome?.problem} onRetry={again} />
      )}
    </Page>
  );
}

type PoliciesProps = { readonly policies: readonly PolicyView[]; readonly onChanged: () => Promise<void> };

function Policies({ policies, onChanged }: PoliciesProps) {
  const { policies: words } = useWords();
  if (policies.length === 0) return <p class="card">{words.none}</p>;
  return (
    <>
      <ul class="plain">
        {policies.map((policy) => (
          <PolicyItem key={policy.policyId} policy={policy} onChanged={onChanged} />
        ))}
      </ul>
      <Paying isByTransfer={policies.some(isPaidByTransfer)} mayChooseDebit={policies.some(mayChooseDebit)} />
    </>
  );
}

type PayingProps = { readonly isByTransfer: boolean; readonly mayChooseDebit: boolean };

/** How to pay by transfer, and how direct debit can still be asked for by who does not pay so (R8.2, R8.2b). */
function Paying({ isByTransfer, mayChooseDebit }: PayingProps) {
  const { transfer, debit } = useWords().policies;
  const helpline = useHelpline();
  if (!isByTransfer && !mayChooseDebit) return null;
  return (
    <section class="card">
      {isByTransfer && (
        <>
          <h2>{transfer.title}</h2>
          <p>
            <Told text={insurer.bankAccount ? transfer.how : transfer.ask(helpline)} />
          </p>
        </>
      )}
      {mayChooseDebit && (
        <>
          <h2>{debit.title}</h2>
          <p>
            <Told text={debit.how(insurer.creditorId, helpline)} />
          </p>
        </>
      )}
    </section>
  );
}
