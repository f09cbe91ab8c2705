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
export const usualFields: FieldsOfProblem = {
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
  /** What the API refused of these fields, where another form sent them. */
  readonly refused?: Refusal | undefined;
};

/** The names of wrong fields, and the problem that says so. */
export type Refusal = { readonly wrong: readonly string[]; readonly problem: Problem };

/** What is wrong with a field, and which question of the help it leads to. */
export type FieldProblem = { readonly text: string; readonly help?: QuestionId | undefined };

/** A wrong field as the summary above the form lists it. */
export type WrongField = { readonly name: string; readonly text: string };

export type Submission = {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly notice: RefObject<HTMLDivElement | null>;
  readonly state: 'idle' | 'busy' | 'long';
  /** The problem to show above the form; one that is about a single field is shown beside that field. */
  readonly problem: Problem | undefined;
  readonly errorOf: (name: string, words: FieldName) => FieldProblem | undefined;
  /** The wrong fields in the order of the form. */
  readonly wrong: readonly WrongField[];
  readonly onSubmit: (event: SubmitEvent) => void;
};

const none: readonly string[] = [];

/** The id of a field's input, so that the summary of what is wrong and other pages can lead to it. */
export const idOf = (name: string) => `field-${name}`;

/**
 * Moves the focus to an element and it into the middle of the window: WebKit's own scrolling leaves it behind the upper edge, its
 * label and error with it.
 */
export function bringIntoView(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: element instanceof HTMLInputElement ? 'center' : 'nearest' });
}

/**
 * One form's way from button to answer: checks, sends once however often the button is pressed, keeps what was typed
 * and moves the focus to the first wrong field, or to the notice; the notice lists all wrong fields, and is read out.
 */
export function useSubmission({ check, send, fieldsOf, refused }: Behaviour): Submission {
  const fieldsOfProblem = { ...usualFields, ...fieldsOf };
  const { fields } = useWords();
  const problemText = useProblemText();
  const form = useRef<HTMLFormElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  const isSending = useRef(false);
  const [state, setState] = useState<Submission['state']>('idle');
  const [failure, setFailure] = useState<Refusal>();
  /** The fields of the form in its order, with the key of their words. */
  const known = useRef(new Map<string, FieldName>());

  // Only after the fields have been shown once: they are what the summary can name.
  useEffect(() => {
    if (refused) setFailure(refused);
  }, []);
  useEffect(() => {
    if (!failure) return;
    const first = [...known.current.keys()].find((name) => failure.wrong.includes(name));
    const field = first === undefined ? undefined : document.getElementById(idOf(first));
    bringIntoView(field ?? notice.current);
  }, [failure]);

  const submit = async (values: FormData) => {
    isSending.current = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const checked = check(values);
      if (checked instanceof Promise) setState('busy');
      const wrong = await checked;
      if (wrong.length > 0) return setFailure({ wrong, problem: { code: 'invalid-fields' } });
      setState('busy');
      timer = setTimeout(() => setState('long'), longWork);
      const problem = await send(values);
      setFailure(problem && { problem, wrong: fieldsOfProblem[problem.code] ?? problem.fields ?? none });
    } catch {
      // A browser that refuses what the page asks of it: the button must work again.
      setFailure({ problem: { code: 'unexpected' }, wrong: none });
    } finally {
      clearTimeout(timer);
      isSending.current = false;
      setState('idle');
    }
  };

  const errorOf = (name: string, words: FieldName): FieldProblem | undefined => {
    known.current.set(name, words);
    if (!failure?.wrong.includes(name)) return undefined;
    const { problem } = failure;
    if (!fieldsOfProblem[problem.code]) return { text: fields[words].error };
    return { text: problemText(problem), help: nextStepsOf(problem.code).help };
  };

  return {
    form,
    notice,
    state,
    problem: failure?.problem && (fieldsOfProblem[failure.problem.code] ? { code: 'invalid-fields' } : failure.problem),
    errorOf,
    wrong: [...known.current].flatMap(([name, words]) => {
      const error = errorOf(name, words);
      return error ? [{ name, text: error.text }] : [];
    }),
    onSubmit: (event) => {
      event.preventDefault();
      if (!isSending.current && form.current) void submit(new FormData(form.current));
    },
  };
}

const idle: Pick<Submission, 'errorOf'> = { errorOf: () => undefined };
export const SubmissionContext = createContext(idle);
export const useErrorOf = () => useContext(SubmissionContext).errorOf;
