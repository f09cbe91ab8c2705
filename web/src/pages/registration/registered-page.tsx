import { ActButton } from '../../forms/act-button.tsx';
import { useWords } from '../../language/language.tsx';
import { Page } from '../../layout/page.tsx';
import { call } from '../../session/portal-session.ts';

export type Registered = { readonly registrationId: string; readonly email: string };

type RegisteredProps = { readonly registered: Registered; readonly onAgain: () => void };

/** After registering: where the confirmation mail may lie, and how to get it again (R2.7). */
export function RegisteredPage({ registered: { registrationId, email }, onAgain }: RegisteredProps) {
  const { frame, registration } = useWords();
  const { done } = registration;
  const resend = async () => {
    const outcome = await call('resendConfirmation', { path: { registrationId } });
    return outcome.ok ? undefined : outcome.problem;
  };
  return (
    <Page title={done.title} key="registered">
      <div class="card">
        <p class="lead">{done.lead(email)}</p>
        <p>{done.next}</p>
        <h2>{done.missingTitle}</h2>
        <ul>
          {done.missing.map((advice) => (
            <li key={advice}>{advice}</li>
          ))}
        </ul>
        <ActButton label={done.resend} done={done.resent} send={resend} />
        <button type="button" class="button button-quiet" onClick={onAgain}>
          {done.again}
        </button>
        <p>
          <a href="/help#no-confirmation-mail">{frame.moreHelp}</a>
        </p>
      </div>
    </Page>
  );
}
