import { useState } from 'preact/hooks';
import type { ConfirmedRegistration } from '../../api/endpoints.ts';
import { ActButton } from '../../forms/act-button.tsx';
import { unbroken } from '../../language/formats.ts';
import { useWords } from '../../language/language.tsx';
import { Page } from '../../layout/page.tsx';
import { call } from '../../session/portal-session.ts';

type ConfirmedProps = {
  readonly confirmed: ConfirmedRegistration;
  /** Called when an SMS went out that had failed before. */
  readonly onSmsSent: () => void;
};

/** The account is there: its username, and whether the SMS with the first password went out (R2.8, R2.9). */
export function ConfirmedPage({ confirmed, onSmsSent }: ConfirmedProps) {
  const { frame, registration } = useWords();
  const { confirm } = registration;
  const { username, mobile, passwordSms, registrationId } = confirmed;
  const hasSms = passwordSms === 'sent';
  const [wasRepeated, setRepeated] = useState(false);
  const resend = async () => {
    const outcome = await call('resendPasswordSms', { path: { registrationId } });
    if (!outcome.ok) return outcome.problem;
    setRepeated(hasSms);
    if (!hasSms) onSmsSent();
    return undefined;
  };
  return (
    <Page title={confirm.doneTitle}>
      <div class="card">
        <dl class="facts">
          <div>
            <dt>{confirm.username}</dt>
            <dd>
              <strong>{username}</strong>
            </dd>
          </div>
        </dl>
        {hasSms ? (
          <>
            <p class="notice notice-good">{confirm.smsSent(unbroken(mobile))}</p>
            <p>{confirm.smsNext}</p>
            <p>
              <a class="button" href="/">
                {confirm.toSignIn}
              </a>
            </p>
          </>
        ) : (
          <div class="notice notice-error" role="alert">
            <h2>{confirm.smsFailedTitle}</h2>
            <p>{confirm.smsFailed(unbroken(mobile))}</p>
          </div>
        )}
        <ActButton
          label={confirm.resendSms}
          done={wasRepeated ? confirm.smsResent : confirm.smsSentNow}
          send={resend}
        />
        <p>
          <a href="/help#no-sms">{frame.moreHelp}</a>
        </p>
      </div>
    </Page>
  );
}
