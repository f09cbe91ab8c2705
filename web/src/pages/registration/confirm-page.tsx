import { useEffect, useState } from 'preact/hooks';
import type { ConfirmationPreview, ConfirmedRegistration } from '../../api/endpoints.ts';
import type { Problem } from '../../api/problem.ts';
import { Form } from '../../forms/form.tsx';
import { useSubmission } from '../../forms/submission.ts';
import { unbroken } from '../../language/formats.ts';
import { useWords } from '../../language/language.tsx';
import { Page } from '../../layout/page.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { call } from '../../session/portal-session.ts';
import { CodeFromMail, tokenInAddress } from '../mail-links/code-from-mail.tsx';
import { ProductName } from '../policies/product-name.tsx';
import { AcceptedTexts } from './accepted-texts.tsx';
import { ConfirmedPage } from './confirmed-page.tsx';
import { keepConfirmed, readConfirmed } from './kept-registration.ts';

/**
 * Where the link of the confirmation mail leads (R2.7): opening it changes nothing, since mail scanners open links too.
 * The page names what will be enrolled, and its button is the acceptance (R2.10).
 */
export function ConfirmPage() {
  const [token, setToken] = useState(tokenInAddress);
  const [preview, setPreview] = useState<ConfirmationPreview | Problem>();
  const [confirmed, setConfirmed] = useState(() => readConfirmed(tokenInAddress()));
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const readAgain = () => {
      setToken(tokenInAddress());
      setConfirmed(readConfirmed(tokenInAddress()));
    };
    addEventListener('hashchange', readAgain);
    return () => removeEventListener('hashchange', readAgain);
  }, []);

  useEffect(() => {
    let isCurrent = true;
    setPreview(undefined);
    if (token && !readConfirmed(token))
      void call('previewConfirmation', { body: { token } }).then((outcome) => {
        if (isCurrent) setPreview(outcome.ok ? outcome.body : outcome.problem);
      });
    return () => {
      isCurrent = false;
    };
  }, [token, attempt]);

  const done = (result: ConfirmedRegistration) => {
    keepConfirmed(token, result);
    setConfirmed(result);
  };
  if (confirmed)
    return <ConfirmedPage confirmed={confirmed} onSmsSent={() => done({ ...confirmed, passwordSms: 'sent' })} />;
  const retry = () => setAttempt(attempt + 1);
  return <Confirm token={token} preview={preview} onToken={setToken} onConfirmed={done} onRetry={retry} />;
}

type ConfirmProps = {
  readonly token: string;
  readonly preview: ConfirmationPreview | Problem | undefined;
  readonly onToken: (token: string) => void;
  readonly onConfirmed: (confirmed: ConfirmedRegistration) => void;
  readonly onRetry: () => void;
};

function Confirm({ token, preview, onToken, onConfirmed, onRetry }: ConfirmProps) {
  const { frame, registration } = useWords();
  const { confirm } = registration;
  // A token of a wrong form is a broken link: the customer can do nothing with the name of a field.
  if (!token || (preview && 'code' in preview && preview.code === 'invalid-fields'))
    return (
      <Page title={confirm.title}>
        <p class="notice notice-error" role="alert">
          {confirm.noToken}
        </p>
        <CodeFromMail onToken={onToken} />
      </Page>
    );
  return (
    <Page title={confirm.title}>
      {!preview && <p role="status">{confirm.loading}</p>}
      {preview && 'code' in preview && (
        <>
          <ProblemNotice problem={preview} />
          {preview.code !== 'confirmation-expired' && (
            <button type="button" class="button" onClick={onRetry}>
              {frame.tryAgain}
            </button>
          )}
        </>
      )}
      {preview && 'policies' in preview && <Acceptance token={token} preview={preview} onConfirmed={onConfirmed} />}
    </Page>
  );
}

/** What somebody else has confirmed first cannot be corrected on this page, which has no such fields (R2.3a). */
function asConfirmed(problem: Problem): Problem {
  if (problem.code === 'username-taken') return { ...problem, code: 'username-taken-first' };
  return problem.code === 'contact-taken' ? { ...problem, code: 'contact-taken-first' } : problem;
}

type AcceptanceProps = Pick<ConfirmProps, 'token' | 'onConfirmed'> & { readonly preview: ConfirmationPreview };

function Acceptance({ token, preview, onConfirmed }: AcceptanceProps) {
  const { confirm } = useWords().registration;
  const submission = useSubmission({
    check: () => [],
    send: async () => {
      const outcome = await call('confirmRegistration', { body: { token } });
      if (!outcome.ok) return asConfirmed(outcome.problem);
      onConfirmed(outcome.body);
      return undefined;
    },
  });
  return (
    <div class="card">
      <Form submission={submission} submit={confirm.submit}>
        <p>{confirm.lead(preview.policies.length)}</p>
        <ul class="policies">
          {preview.policies.map(({ product, policyNumber }) => (
            <li key={policyNumber}>
              <strong>
                <ProductName of={product} />
              </strong>
              <span>{`${confirm.policyNumber}: ${policyNumber}`}</span>
            </li>
          ))}
        </ul>
        <p>{confirm.mobile(unbroken(preview.mobile))}</p>
        <p>{confirm.acceptance(preview.policies.length)}</p>
        <AcceptedTexts />
      </Form>
    </div>
  );
}
