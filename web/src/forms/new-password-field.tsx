import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../language/language.tsx';
import { useProblemText } from '../problems/problem-notice.tsx';
import { PasswordField } from './password-field.tsx';
import { fetchPasswordJudge, judgePassword } from './password-judge.ts';
import { useErrorOf } from './submission.ts';

/** How long typing has to rest until the page says what it thinks, in ms: nobody wants to be corrected at each key. */
const rest = 500;

/** A password that somebody chooses, judged while they type as the API judges it. */
export function NewPasswordField({ username }: { readonly username: string }) {
  const { frame, fields } = useWords();
  const problemText = useProblemText();
  const error = useErrorOf()('newPassword', 'newPassword');
  const [typed, setTyped] = useState('');
  const [judged, setJudged] = useState('');
  useEffect(() => void fetchPasswordJudge(), []);
  useEffect(() => {
    const timer = setTimeout(() => setJudged(typed), rest);
    return () => clearTimeout(timer);
  }, [typed]);
  const judgement = typed !== '' && judged === typed ? judgePassword(judged, username) : 'unknown';
  // What is said above the field is about the password that was sent, until the form is sent again.
  const good = error ? frame.goodNow : frame.goodPassword;
  const isSaidAbove = (text: string) =>
    text === error?.text || (judgement === 'too-short' && error?.text === fields.newPassword.error);
  const text =
    judgement === 'good' ? good : judgement !== 'unknown' && problemText({ code: 'weak-password', reason: judgement });
  return (
    <>
      <PasswordField name="newPassword" autocomplete="new-password" onInput={setTyped} />
      <p class="help judgement" role="status">
        {text && !isSaidAbove(text) && text}
      </p>
    </>
  );
}
