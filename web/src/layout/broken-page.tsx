import { useWords } from '../language/language.tsx';
import { Page } from './page.tsx';

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
