import type { Ref } from 'preact';
import { useLocation } from 'preact-iso/router';
import type { Problem } from '../api/problem.ts';
import { useHelpline } from '../insurer.ts';
import { formatTimeFrom } from '../language/formats.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { Told } from '../layout/told.tsx';
import { nextStepsOf, stepPaths } from './next-steps.ts';

/** The words for a problem in the chosen language. */
export function useProblemText() {
  const { language, words } = useLanguage();
  const helpline = useHelpline();
  const time = (instant: string) => formatTimeFrom(language, instant);
  return (problem: Problem) => words.problems[problem.code](problem, { helpline, time });
}

type ProblemNoticeProps = {
  readonly problem: Problem;
  readonly box?: Ref<HTMLDivElement>;
  /** In place of the problem's own words. */
  readonly text?: string | undefined;
};

/** What went wrong and what to do, announced at once; with the way to the answer and to the page that helps. */
export function ProblemNotice({ problem, box, text }: ProblemNoticeProps) {
  const { frame, signIn } = useWords();
  const { path } = useLocation();
  const ownText = useProblemText()(problem);
  const { help, steps = [] } = nextStepsOf(problem.code);
  const labels = { recover: signIn.forgotten, register: frame.register, 'sign-in': frame.signIn };
  const elsewhere = steps.filter((step) => stepPaths[step] !== path);
  return (
    <div class="notice notice-error" role="alert" tabIndex={-1} ref={box ?? null}>
      <p>
        <Told text={text ?? ownText} />
      </p>
      {(help || elsewhere.length > 0) && (
        <ul class="links">
          {elsewhere.map((step) => (
            <li key={step}>
              <a href={stepPaths[step]}>{labels[step]}</a>
            </li>
          ))}
          {help && (
            <li>
              <a href={`/help#${help}`}>{frame.moreHelp}</a>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
