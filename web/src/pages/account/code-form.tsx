import { readCode } from '#shared/contract/contacts/read-code.ts';
import type { Problem } from '../../api/problem.ts';
import { Field } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { useSubmission } from '../../forms/submission.ts';
import { textOf } from '../../forms/text-of.ts';
import { spaceMobile } from '../../language/formats.ts';
import { useWords } from '../../language/language.tsx';
import { call } from '../../session/portal-session.ts';
import { NotArrived } from './not-arrived.tsx';

type CodeFormProps = {
  readonly mobile: string;
  readonly onConfirmed: () => Promise<void>;
  readonly onAskAgain: () => void;
};

const codeOf = (values: FormData) => readCode(textOf(values, 'code'));

/** The problem as it is worded for a typed code: it names neither a field nor a link. */
export function codeProblem(problem: Problem): Problem {
  if (problem.code === 'invalid-fields' && problem.attemptsLeft !== undefined)
    return { ...problem, code: 'wrong-code' };
  return problem.code === 'confirmation-expired' ? { code: 'code-expired' } : problem;
}

/** The code that was sent to the new mobile number (R11.2). */
export function CodeForm({ mobile, onConfirmed, onAskAgain }: CodeFormProps) {
  const { sent, next, confirm } = useWords().account.contacts.mobile;
  const submission = useSubmission({
    check: (values) => (/^\d{6}$/.test(codeOf(values)) ? [] : ['code']),
    send: async (values) => {
      const outcome = await call('confirmMobile', { body: { code: codeOf(values) } });
      if (!outcome.ok) return codeProblem(outcome.problem);
      await onConfirmed();
      return undefined;
    },
  });
  return (
    <div class="card">
      <p>{sent(spaceMobile(mobile))}</p>
      <p>{next}</p>
      <Form submission={submission} submit={confirm}>
        <Field name="code" words="code" autocomplete="one-time-code" inputMode="numeric" maxLength={11} />
      </Form>
      <NotArrived kind="mobile" onAskAgain={onAskAgain} />
    </div>
  );
}
