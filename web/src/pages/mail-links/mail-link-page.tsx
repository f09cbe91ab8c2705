import { useState } from 'preact/hooks';
import { Form } from '../../forms/form.tsx';
import { useSubmission } from '../../forms/submission.ts';
import { useLanguage, useWords } from '../../language/language.tsx';
import { Page } from '../../layout/page.tsx';
import { secondStepWords } from '../../second-step/second-step-words.ts';
import { call } from '../../session/portal-session.ts';
import { useSessionState } from '../../session/use-session.ts';
import type { Words } from '../../words/words.ts';
import { CodeFromMail, tokenInAddress } from './code-from-mail.tsx';

type LinkName = 'confirmEmail' | 'stopCorrection';
type LinkWords = Words['mailLinks'][LinkName];

/** The page of a mail's link with one button. Opening it changes nothing, since mail scanners open links too. */
function MailLinkPage({ name, words: ownWords }: { name: LinkName; words?: LinkWords }) {
  const { frame, mailLinks } = useWords();
  const isSignedIn = useSessionState() === 'signed-in';
  const words = ownWords ?? mailLinks[name];
  const [outcome, setOutcome] = useState<'asked' | 'done' | 'expired'>('asked');
  const [token, setToken] = useState(tokenInAddress);
  const submission = useSubmission({
    check: () => [],
    send: async () => {
      const answer = await call(name, { body: { token } });
      if (answer.ok) setOutcome('done');
      else if (answer.problem.code === 'confirmation-expired') setOutcome('expired');
      // A token of a wrong form is a broken link: the customer can do nothing with the name of a field.
      else if (answer.problem.code === 'invalid-fields') setToken('');
      else return answer.problem;
      return undefined;
    },
  });
  if (!token)
    return (
      <Page title={words.title} key="no-token">
        <p class="notice notice-error" role="alert">
          {mailLinks.code.missing}
        </p>
        <CodeFromMail onToken={setToken} />
      </Page>
    );
  return (
    <Page title={words.title} key={outcome}>
      <div class="card">
        {outcome === 'asked' ? (
          <>
            <p>{words.lead}</p>
            <Form submission={submission} submit={words.submit}>
              {null}
            </Form>
          </>
        ) : (
          <>
            <p>{outcome === 'done' ? words.done : words.expired}</p>
            <p class="actions">
              <a class="button" href={isSignedIn ? '/account' : '/'}>
                {isSignedIn ? frame.account : frame.signIn}
              </a>
            </p>
          </>
        )}
      </div>
    </Page>
  );
}

/** Confirms a changed e-mail address (R11.2). */
export const ConfirmContactPage = () => <MailLinkPage name="confirmEmail" />;

/** Stops a correction that the helpdesk made and the customer did not ask for (R10.2). */
export const StopCorrectionPage = () => <MailLinkPage name="stopCorrection" />;

/** Keeps the second step, which a recovery would end: the same call, since both stop what a mail has announced. */
export const KeepSecondStepPage = () => (
  <MailLinkPage name="stopCorrection" words={secondStepWords[useLanguage().language].link} />
);
