import { useEffect, useRef, useState } from 'preact/hooks';
import type { AccountView } from '../../api/endpoints.ts';
import { Form } from '../../forms/form.tsx';
import { PasswordField, UsernameForManagers } from '../../forms/password-field.tsx';
import { useSubmission } from '../../forms/submission.ts';
import { hasPassword, passwordOf } from '../../forms/text-of.ts';
import { useFormats, useLanguage } from '../../language/language.tsx';
import { secondStepWords } from '../../second-step/second-step-words.ts';
import { call } from '../../session/portal-session.ts';

type SecondStepProps = { readonly account: AccountView; readonly onChanged: () => Promise<void> };
type Turn = 'on' | 'off' | 'kept';

/** Whether the password alone signs in: what that means, and the switch, which takes the password. After a recovery it keeps it on. */
export function SecondStep({ account, onChanged }: SecondStepProps) {
  const words = secondStepWords[useLanguage().language];
  const { day, time } = useFormats();
  const [done, setDone] = useState<Turn>();
  const status = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // The form that had the focus is another one by now.
    if (done) status.current?.focus();
  }, [done]);
  const { secondStep } = account;
  const turn: Turn = !secondStep ? 'on' : secondStep.endsAt === undefined ? 'off' : 'kept';
  const report = async () => {
    setDone(undefined);
    await onChanged();
    setDone(turn);
  };
  return (
    <section class="card" id="second-step">
      <h2>{words.title}</h2>
      <p>{words.lead}</p>
      <p>{words.mailbox}</p>
      <p>
        <a href="/help#second-step">{words.help}</a>
      </p>
      <p role="status" tabIndex={-1} ref={status}>
        {done ? words.done[done] : ''}
      </p>
      <p>
        <strong>{secondStep ? words.on(day(secondStep.since)) : words.off}</strong>
      </p>
      {secondStep?.endsAt !== undefined && <p class="notice">{words.ends(time(secondStep.endsAt))}</p>}
      {turn === 'on' && account.mailUnreachableSince !== undefined && <p class="notice">{words.unreachable}</p>}
      <Turning key={turn} turn={turn} username={account.username} onTurned={report} />
    </section>
  );
}

type TurningProps = { readonly turn: Turn; readonly username: string; readonly onTurned: () => Promise<void> };

/** The password, and the one button that there is for it now. */
function Turning({ turn, username, onTurned }: TurningProps) {
  const words = secondStepWords[useLanguage().language];
  // The form for a new passkey has a field of the same words.
  const field = 'otherPassword';
  const submission = useSubmission({
    check: (values) => (hasPassword(values, field) ? [] : [field]),
    fieldsOf: { 'wrong-password': [field] },
    send: async (values) => {
      const body = { password: passwordOf(values, field), on: turn !== 'off' };
      const outcome = await call('chooseSecondStep', { body });
      if (!outcome.ok) return outcome.problem;
      await onTurned();
      return undefined;
    },
  });
  return (
    <Form submission={submission} submit={words.turn[turn]}>
      <UsernameForManagers username={username} />
      <PasswordField name={field} autocomplete="current-password" />
    </Form>
  );
}
