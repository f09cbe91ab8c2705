import type { ConfirmedRegistration } from '../../api/endpoints.ts';
import { ActButton } from '../../forms/act-button.tsx';
import { unbroken } from '../../language/formats.ts';
import { useWords } from '../../language/language.tsx';
import { Page } from '../../layout/page.tsx';
import { call } from '../../session/portal-session.ts';

/** The account is there: its username, and whether the SMS with the first password went out (R2.8, R2.9). */
export function ConfirmedPage({ confirmed }: { confirmed: ConfirmedRegistration }) {
  const { frame, registration } = useWords();
  const { confirm } = registration;
  const { username, mobile, passwordSms, registrationId } = confirmed;
  const resend = async () => {
    const outcome = await call('resendPasswordSms', { path: { registrationId } });
    return outcome.ok ? undefined : outcome.problem;
  };
  return (
    <Page title={confirm.doneTitle}>
      <div class="card">
        <dl class="facts">
          <dt>{confirm.username}</dt>
          <dd>
            <strong>{username}</strong>
          </dd>
        </dl>
        {passwordSms === 'sent' ? (
          <p class="notice notice-good">{confirm.smsSent(unbroken(mobile))}</p>
        ) : (
          <div class="notice notice-error" role="alert">
            <h2>{confirm.smsFailedTitle}</h2>
            <p>{confirm.smsFailed(unbroken(mobile))}</p>
          </div>
        )}
        {passwordSms === 'sent' && (
          <>
            <p>{confirm.smsNext}</p>
            <p>
              <a class="button" href="/">
                {confirm.toSignIn}
              </a>
            </p>
          </>
        )}
        <ActButton label={confirm.resendSms} done={confirm.smsResent} send={resend} />
        <p>
          <a href="/help#no-sms">{frame.moreHelp}</a>
        </p>
        {passwordSms === 'failed' && (
          <p>
            <a href="/">{confirm.toSignIn}</a>
          </p>
        )}
      </div>
    </Page>
  );
}
