import { useEffect, useRef, useState } from 'preact/hooks';
import { readCode } from '#shared/contract/contacts/read-code.ts';
import type { Problem } from '../api/problem.ts';
import { ActButton } from '../forms/act-button.tsx';
import { Field } from '../forms/field.tsx';
import { Form } from '../forms/form.tsx';
import { useSubmission } from '../forms/submission.ts';
import { textOf } from '../forms/text-of.ts';
import { useLanguage } from '../language/language.tsx';
import { Page } from '../layout/page.tsx';
import { PasskeyButton } from '../passkeys/passkey-button.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { secondStepWords } from '../second-step/second-step-words.ts';
import { call, enter } from '../session/portal-session.ts';

const codeOf = (values: FormData) => readCode(textOf(values, 'signInCode'));

/** The problem as it is worded for the code of a mail. */
const codeProblem = (problem: Problem): Problem =>
  problem.code === 'invalid-fields' ? { ...problem, code: 'wrong-sign-in-code' } : problem;

/** Asks for a mail with a code. */
async function askForCode(): Promise<Problem | undefined> {
  const outcome = await call('takeSecondStep', { body: {} });
  return outcome.ok ? undefined : outcome.problem;
}

/**
 * The second step of a sign-in: the code that was mailed, or a passkey. The mail is asked for when the page opens; whoever has waited too
 * long, or typed three wrong codes, begins again with the password.
 */
export function SecondStepPage({ onStartAgain }: { onStartAgain: () => void }) {
  const { code: words } = secondStepWords[useLanguage().language];
  const [mail, setMail] = useState<'asked' | 'sent' | Problem>('asked');
  const isAsked = useRef(false);
  useEffect(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    void askForCode().then((problem) => setMail(problem ?? 'sent'));
  }, []);
  const submission = useSubmission({
    check: (values) => (/^\d{6}$/.test(codeOf(values)) ? [] : ['signInCode']),
    fieldsOf: { 'wrong-sign-in-code': ['signInCode'] },
    send: async (values) => {
      const outcome = await call('takeSecondStep', { body: { code: codeOf(values) } });
      if (!outcome.ok) return codeProblem(outcome.problem);
      if ('accessToken' in outcome.body) enter(outcome.body);
      return undefined;
    },
  });
  const sendAgain = async () => {
    const problem = await askForCode();
    if (!problem) setMail('sent');
    return problem;
  };
  return (
    <Page title={words.title} isOutsideMenu>
      <p class="lead">{words.lead}</p>
      <div class="card">
        <p role="status">{mail === 'sent' ? words.sent : mail === 'asked' ? words.sending : ''}</p>
        {typeof mail === 'object' && <ProblemNotice problem={mail} />}
        <Form submission={submission} submit={words.submit}>
          <Field name="signInCode" words="signInCode" autocomplete="one-time-code" inputMode="numeric" maxLength={11} />
        </Form>
        <PasskeyButton />
        <h2>{words.missingTitle}</h2>
        <ul>
          {words.missing.map((advice) => (
            <li key={advice}>{advice}</li>
          ))}
        </ul>
        <ActButton label={words.again} done={words.sentAgain} send={sendAgain} />
      </div>
      <p class="aside">
        <button type="button" class="button button-quiet" onClick={onStartAgain}>
          {words.back}
        </button>
      </p>
    </Page>
  );
}
