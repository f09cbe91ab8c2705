import type { AccountView } from '../../api/endpoints.ts';
import { useLoaded } from '../../api/use-loaded.ts';
import { useHelpline } from '../../insurer.ts';
import { useFormats, useWords } from '../../language/language.tsx';
import { NotLoaded } from '../../layout/not-loaded.tsx';
import { Page } from '../../layout/page.tsx';
import { call } from '../../session/portal-session.ts';
import { useSignedIn } from '../../session/use-signed-in.ts';
import { ChangePassword } from './change-password.tsx';
import { maskMobile } from './masked-mobile.ts';
import { UnreachableNotice } from './unreachable-notice.tsx';

/** The customer's own data, the password, and the way to cancelling. */
export function AccountPage() {
  useSignedIn();
  const { account: words } = useWords();
  const { outcome, again } = useLoaded(() => call('getAccount'));
  return (
    <Page title={words.title}>
      {outcome?.ok ? <Account account={outcome.body} /> : <NotLoaded problem={outcome?.problem} onRetry={again} />}
    </Page>
  );
}

function Account({ account }: { account: AccountView }) {
  const { account: words } = useWords();
  const { day } = useFormats();
  const helpline = useHelpline();
  const facts = [
    [words.username, account.username],
    [words.email, account.email],
    [words.mobile, maskMobile(account.mobile)],
    [words.language, words.languages[account.language]],
    [words.registered, day(account.registeredAt)],
  ] as const;
  return (
    <>
      <UnreachableNotice account={account} />
      <div class="card">
        <dl class="facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p>{words.change(helpline)}</p>
      </div>
      <ChangePassword username={account.username} />
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
