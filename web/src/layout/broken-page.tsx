import { useWords } from '../language/language.tsx';
import { Page } from './page.tsx';

/** Shown when a page's own code could not be fetched or failed. */
export function BrokenPage() {
  const { common } = useWords();
  return (
    <Page title={common.brokenTitle}>
      <p>{common.broken}</p>
      <button type="button" class="button" onClick={() => location.reload()}>
        {common.reload}
      </button>
    </Page>
  );
}

/** Shown for an address that no page has. */
export function MissingPage() {
  const { common } = useWords();
  return (
    <Page title={common.notFoundTitle}>
      <p>{common.notFound}</p>
      <p>
        <a href="/">{common.toStart}</a>
      </p>
    </Page>
  );
}
