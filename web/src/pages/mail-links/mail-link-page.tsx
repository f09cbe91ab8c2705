import { useState } from 'preact/hooks';
import { Form } from '../../forms/form.tsx';
import { useSubmission } from '../../forms/submission.ts';
import { useWords } from '../../language/language.tsx';
import { Page } from '../../layout/page.tsx';
import { call } from '../../session/portal-session.ts';
import { useSessionState } from '../../session/use-session.ts';

type LinkName = 'confirmEmail' | 'stopCorrection';

/** The token of the mail's link; it comes after `#`, so that no server ever logs it. */
const tokenInAddress = () => new URLSearchParams(location.hash.slice(1)).get('token') ?? '';

/** The page of a mail's link with one button. Opening it changes nothing, since mail scanners open links too. */
function MailLinkPage({ name }: { name: LinkName }) {
  const { frame, mailLinks } = useWords();
  const isSignedIn = useSessionState() === 'signed-in';
  const words = mailLinks[name];
  const [outcome, setOutcome] = useState<'asked' | 'done' | 'expired'>('asked');
  const submission = useSubmission({
    check: () => [],
    send: async () => {
      const answer = await call(name, { body: { token: tokenInAddress() } });
      if (answer.ok) setOutcome('done');
      else if (answer.problem.code === 'confirmation-expired' || answer.problem.code === 'invalid-fields')
        setOutcome('expired');
      else return answer.problem;
      return undefined;
    },
  });
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
