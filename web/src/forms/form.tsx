import type { ComponentChildren } from 'preact';
import { useWords } from '../language/language.tsx';
import { useErrorInTitle } from '../layout/page.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { type Submission, SubmissionContext } from './submission.ts';

type FormProps = {
  readonly submission: Submission;
  readonly submit: string;
  /** What it does cannot be taken back. */
  readonly isDanger?: true;
  readonly children: ComponentChildren;
};

/** A form with its notice above and its button below. The page checks the fields itself, in the chosen language. */
export function Form({ submission, submit, isDanger, children }: FormProps) {
  const { frame } = useWords();
  const { form, notice, problem, wrong, state, onSubmit } = submission;
  useErrorInTitle(problem !== undefined);
  const isBusy = state !== 'idle';
  return (
    <SubmissionContext.Provider value={submission}>
      <form ref={form} class="form" noValidate onSubmit={onSubmit} aria-busy={isBusy}>
        {problem &&
          (wrong.length > 0 ? (
            <ErrorSummary wrong={wrong} box={notice} />
          ) : (
            <ProblemNotice problem={problem} box={notice} />
          ))}
        {children}
        <button type="submit" class={isDanger ? 'button button-danger' : 'button'} aria-disabled={isBusy}>
          {isBusy ? frame.wait : submit}
        </button>
        <p class="progress" role="status">
          {state === 'long' ? frame.stillWorking : ''}
        </p>
      </form>
    </SubmissionContext.Provider>
  );
}
