import type { AccountView } from '../../api/endpoints.ts';
import { useLoaded } from '../../api/use-loaded.ts';
import { ActButton } from '../../forms/act-button.tsx';
import { useWords } from '../../language/language.tsx';
import { NotLoaded } from '../../layout/loading.tsx';
import { Page } from '../../layout/page.tsx';
import { call, signOutEverywhere } from '../../session/portal-session.ts';
import { useSignedIn } from '../../session/use-session.ts';
import { AccountFacts } from './account-facts.tsx';
import { ChangePassword } from './change-password.tsx';
import { CorrectionNotice } from './correction-notice.tsx';
import { Passkeys } from './passkeys.tsx';
import { Reminders } from './reminders.tsx';
import { SecondStep } from './second-step.tsx';
import { UnreachableNotice } from './unreachable-notice.tsx';

/** The customer's own data and the ways to change them, the password, and the way to cancelling. */
export function AccountPage() {
  useSignedIn();
  const { account: words } = useWords();
  const { outcome, again, refresh } = useLoaded(() => call('getAccount'));
  return (
    <Page title={words.title}>
      {outcome?.ok ? (
        <Account account={outcome.body} onChanged={refresh} />
      ) : (
        <NotLoaded problem={outcome?.problem} onRetry={again} />
      )}
    </Page>
  );
}

function Account({ account, onChanged }: { account: AccountView; onChanged: () => Promise<void> }) {
  const { account: words } = useWords();
  return (
    <>
      <UnreachableNotice account={account} />
      <CorrectionNotice account={account} />
      <AccountFacts account={account} onChanged={onChanged} />
      <Reminders chosen={account.reminders} onChanged={onChanged} />
      <Passkeys account={account} onChanged={onChanged} />
      <SecondStep account={account} onChanged={onChanged} />
      <ChangePassword username={account.username} />
      <section class="card">
        <h2>{words.everywhere.title}</h2>
        <p>{words.everywhere.lead}</p>
        <ActButton label={words.everywhere.submit} done="" send={signOutEverywhere} />
      </section>
      <section class="card">
        <h2>{words.cancelTitle}</h2>
        <p>{words.cancelLead}</p>
        <p>
          <a href="/account/cancel">{words.cancelLink}</a>
        </p>
      </section>
    </>
  );
}
