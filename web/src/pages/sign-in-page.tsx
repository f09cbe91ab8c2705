import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { Problem } from '../api/problem.ts';
import { Field } from '../forms/field.tsx';
import { Form } from '../forms/form.tsx';
import { PasswordField } from '../forms/password-field.tsx';
import { useSubmission } from '../forms/submission.ts';
import { hasPassword, passwordOf, textOf } from '../forms/text-of.ts';
import { useHelpline } from '../insurer.ts';
import { useWords } from '../language/language.tsx';
import { Page } from '../layout/page.tsx';
import { Told } from '../layout/told.tsx';
import { PasskeyButton } from '../passkeys/passkey-button.tsx';
import { call, enter, resume, session } from '../session/portal-session.ts';
import { forgetAll, recall } from '../session/tab-memory.ts';
import { takeDestination, useSessionState } from '../session/use-session.ts';
import { type Challenge, ChoosePasswordPage } from './choose-password-page.tsx';
import { recoveryToken } from './mail-links/recovery-token.ts';

type SecondStep = FunctionComponent<{ onStartAgain: () => void }>;

/** The sign-in page (R1); a temporary password leads on to choosing one's own (R2.8), and the choice of a second step to that. */
export function SignInPage() {
  const { route } = useLocation();
  const isSignedIn = useSessionState() === 'signed-in';
  const [challenge, setChallenge] = useState<Challenge>();
  const [page, setPage] = useState<{ readonly SecondStep: SecondStep }>();

  useEffect(() => {
    if (!isSignedIn) return;
    forgetAll();
    route(takeDestination(), true);
  }, [isSignedIn]);

  // Only those who have chosen it load it.
  const onSecondStep = async (): Promise<Problem | undefined> => {
    try {
      const { SecondStepPage } = await import('./second-step-page.tsx');
      setPage({ SecondStep: SecondStepPage });
      return undefined;
    } catch {
      return { code: 'offline' };
    }
  };
  const startAgain = () => {
    setPage(undefined);
    setChallenge(undefined);
  };
  if (page) return <page.SecondStep onStartAgain={startAgain} />;
  if (challenge) return <ChoosePasswordPage challenge={challenge} onSecondStep={onSecondStep} onExpired={startAgain} />;
  return <SignInForm onChallenge={setChallenge} onSecondStep={onSecondStep} />;
}

type SignInFormProps = {
  readonly onChallenge: (challenge: Challenge) => void;
  readonly onSecondStep: () => Promise<Problem | undefined>;
};

function SignInForm({ onChallenge, onSecondStep }: SignInFormProps) {
  const { signIn } = useWords();
  const submission = useSubmission({
    check: (values) => [
      ...(textOf(values, 'username') ? [] : ['username']),
      ...(hasPassword(values, 'password') ? [] : ['password']),
    ],
    send: async (values) => {
      // The answer about an old cookie must not come after, and clear, the new one.
      await resume();
      const username = textOf(values, 'username');
      const password = passwordOf(values, 'password');
      const outcome = await call('signIn', { body: { username, password, recoveryToken: recoveryToken() } });
      if (!outcome.ok) return outcome.problem;
      if ('challenge' in outcome.body) onChallenge({ username, token: outcome.body.challengeToken });
      else if ('secondStep' in outcome.body) return await onSecondStep();
      else enter(outcome.body);
      return undefined;
    },
  });
  return (
    <Page title={signIn.title}>
      <p class="lead">{signIn.lead}</p>
      <Farewell />
      {!navigator.cookieEnabled && <p class="notice notice-error">{signIn.noCookies}</p>}
      <div class="card">
        <Form submission={submission} submit={signIn.submit}>
          <Field name="username" words="username" autocomplete="username webauthn" maxLength={128} />
          <PasswordField name="password" autocomplete="current-password" />
        </Form>
        <PasskeyButton />
        <p>
          <a href="/recover">{signIn.forgotten}</a>
        </p>
      </div>
      <p class="aside">
        {signIn.newHere} <a href="/register">{signIn.register}</a>
      </p>
    </Page>
  );
}

/** Says why somebody was brought here. */
function Farewell() {
  const { signIn } = useWords();
  const helpline = useHelpline();
  useSessionState();
  const why = session.farewell();
  // The answer to a cancellation was lost: perhaps that is why there is no session any more (R11.1).
  const isInDoubt = (why === undefined || why === 'session-ended') && recall('perhaps-cancelled') === true;
  const text = isInDoubt ? signIn.perhapsCancelled(helpline) : why && signIn.farewells[why];
  return (
    <p class={text ? 'notice' : ''} role="status">
      {text && <Told text={text} />}
    </p>
  );
}
