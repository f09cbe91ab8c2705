import { useState } from 'preact/hooks';
import type { Problem } from '../api/problem.ts';
import { useWords } from '../language/language.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';

type NotLoadedProps = { readonly problem: Problem | undefined; readonly onRetry: () => Promise<void> };

/** In place of what a page asks for: that it is on its way, or why it did not come, with a button to ask again. */
export function NotLoaded({ problem, onRetry }: NotLoadedProps) {
  const { frame } = useWords();
  const [isAsking, setAsking] = useState(false);
  if (!problem) return <p role="status">{frame.loading}</p>;
  const retry = async () => {
    if (isAsking) return;
    setAsking(true);
    await onRetry();
    setAsking(false);
  };
  return (
    <>
      <ProblemNotice problem={problem} />
      <button type="button" class="button button-second" aria-disabled={isAsking} onClick={retry}>
        {isAsking ? frame.wait : frame.tryAgain}
      </button>
    </>
  );
}
