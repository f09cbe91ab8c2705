import { createContext, type RefObject } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { AnyProblemCode, Problem } from '../api/problem.ts';
import { useWords } from '../language/language.tsx';
import type { QuestionId } from '../pages/help/questions.ts';
import { nextStepsOf } from '../problems/next-steps.ts';
import { useProblemText } from '../problems/problem-notice.tsx';
import type { FieldName } from '../words/words.ts';

type FieldsOfProblem = Readonly<Partial<Record<AnyProblemCode, readonly string[]>>>;

/** Fields that a problem is about, where the API needs no names to say so. */
const usualFields: FieldsOfProblem = {
  'username-taken': ['username'],
  'weak-password': ['newPassword'],
  'wrong-password': ['currentPassword', 'password'],
  'wrong-code': ['code'],
};

/** After this time, in ms, the form says that the work goes on. */
const longWork = 4000;

type Behaviour = {
  /** The names of the fields that cannot be right; none when the form may be sent. */
  readonly check: (values: FormData) => readonly string[] | Promise<readonly string[]>;
  /** Sends the form; returns the problem when there is one. */
  readonly send: (values: FormData) => Promise<Problem | undefined>;
  /** Problems that are about single fields of this form alone. */
  readonly fieldsOf?: FieldsOfProblem;
};

/** What is wrong with a field, and which question of the help it leads to. */
export type FieldProblem = { readonly text: string; readonly help?: QuestionId | undefined };

export type Submission = {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly notice: RefObject<HTMLDivElement | null>;
  readonly state: 'idle' | 'busy' | 'long';
  /** The problem to show above the form; one that is about a single field is shown beside that field. */
  readonly problem: Problem | undefined;
  readonly errorOf: (name: string, words: FieldName) => FieldProblem | undefined;
  readonly onSubmit: (event: SubmitEvent) => void;
};

const none: readonly string[] = [];

/**
 * One form's way from button to answer: checks, sends once however often the button is pressed, keeps what was typed
 * and moves the focus to the first wrong field, or to the notice.
 */
export function useSubmission({ check, send, fieldsOf }: Behaviour): Submission {
  const fieldsOfProblem = { ...usualFields, ...fieldsOf };
  const { fields } = useWords();
  const problemText = useProblemText();
  const form = useRef<HTMLFormElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  const isSending = useRef(false);
  const [state, setState] = useState<Submission['state']>('idle');
  const [failure, setFailure] = useState<{ wrong: readonly string[]; problem?: Problem }>();

  useEffect(() => {
    if (!failure) return;
    const firstWrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (firstWrong ?? notice.current)?.focus();
  }, [failure]);

  const submit = async (values: FormData) => {
    isSending.current = true;
    const checked = check(values);
    if (checked instanceof Promise) setState('busy');
    const wrong = await checked;
    if (wrong.length > 0) {
      isSending.current = false;
      setState('idle');
      return setFailure({ wrong, problem: { code: 'invalid-fields' } });
    }
    setState('busy');
    const timer = setTimeout(() => setState('long'), longWork);
    const problem = await send(values);
    clearTimeout(timer);
    isSending.current = false;
    setState('idle');
    setFailure(problem && { problem, wrong: fieldsOfProblem[problem.code] ?? problem.fields ?? none });
  };

  return {
    form,
    notice,
    state,
    problem: failure?.problem && (fieldsOfProblem[failure.problem.code] ? { code: 'invalid-fields' } : failure.problem),
    errorOf: (name, words) => {
      if (!failure?.wrong.includes(name)) return undefined;
      const { problem } = failure;
      if (!problem || !fieldsOfProblem[problem.code]) return { text: fields[words].error };
      return { text: problemText(problem), help: nextStepsOf(problem.code).help };
    },
    onSubmit: (event) => {
      event.preventDefault();
      if (!isSending.current && form.current) void submit(new FormData(form.current));
    },
  };
}

const idle: Pick<Submission, 'errorOf'> = { errorOf: () => undefined };
export const SubmissionContext = createContext(idle);
export const useErrorOf = () => useContext(SubmissionContext).errorOf;
