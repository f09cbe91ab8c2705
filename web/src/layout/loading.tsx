import type { AnyComponent } from 'preact';
import { useState } from 'preact/hooks';
import lazy from 'preact-iso/lazy';
import type { Problem } from '../api/problem.ts';
import { useWords } from '../language/language.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Page } from './page.tsx';

/** A page that is fetched when it is first opened; where that fails, a page that says so. */
export const lazyPage = (load: () => Promise<AnyComponent>) => lazy(() => load().catch((): AnyComponent => BrokenPage));

/** Shown when a page's own code could not be fetched or failed. */
export function BrokenPage() {
  const { frame } = useWords();
  return (
    <Page title={frame.brokenTitle}>
      <p>{frame.broken}</p>
      <button type="button" class="button" onClick={() => location.reload()}>
        {frame.reload}
      </button>
    </Page>
  );
}

/** Shown for an address that no page has. */
export function MissingPage() {
  const { frame } = useWords();
  return (
    <Page title={frame.notFoundTitle}>
      <p>{frame.notFound}</p>
      <p>
        <a href="/">{frame.toStart}</a>
      </p>
    </Page>
  );
}

type NotLoadedProps = { readonly problem: Problem | undefined; readonly onRetry: () => Promise<void> };

/** In place of what a page asks for: that it is on its way, or why it did not come, with a button to ask again. */
export function NotLoaded({ problem, onRetry }: NotLoadedProps) {
  const { frame } = useWords();
  const [isAsking, setAsking] = useState(false);
  if (!problem)
    return (
      <p role="status" data-waiting>
        {frame.loading}
      </p>
    );
  const retry = async () => {
    if (isAsking) return;
    setAsking(true);
    await onRetry();
    setAsking(false);
  };
  const { code } = problem;
  // The problem's own words are about a form: that it may have been sent, and that what was typed is kept.
  const text = code === 'offline' || code === 'slow' ? frame.notLoaded[code] : undefined;
  return (
    <>
      <ProblemNotice problem={problem} text={text} />
      <button type="button" class="button button-second" aria-disabled={isAsking} onClick={retry}>
        {isAsking ? frame.wait : frame.tryAgain}
      </button>
    </>
  );
}
