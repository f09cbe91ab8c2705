import { render } from 'preact';
import { App, preloadPage } from './app.tsx';
import { firstLanguage, takeLinkLanguage } from './language/first-language.ts';
import { LanguageProvider, loadWords } from './language/language.tsx';
import { meantPage } from './page-paths.ts';
import { repairedAddress } from './pages/mail-links/mail-token.ts';
import { takeRecoveryToken } from './pages/mail-links/recovery-token.ts';
import { resume } from './session/portal-session.ts';

/**
 * Ignores the second click of a double click, wherever it falls: many people double-click every button, and by
 * then the answer to the first click may have put another button in its place. Keys and assistive technology, whose
 * clicks are never counted, work as before.
 */
function takeSingleClicks(page: Document): void {
  page.addEventListener(
    'click',
    (event) => {
      if (event.detail < 2 || !(event.target instanceof Element) || !event.target.closest('button, a, summary')) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
}

/** Shows the portal in the place of the text that a browser keeps which cannot run it. */
async function start(root: HTMLElement): Promise<void> {
  const first = await firstSpeech();
  document.documentElement.lang = first.language;
  root.textContent = '';
  render(
    <LanguageProvider first={first}>
      <App />
    </LanguageProvider>,
    root,
  );
}

/** The words to begin with; Hungarian where they cannot be loaded. Rejects where no words come. */
async function firstSpeech() {
  const language = firstLanguage();
  try {
    return { language, words: await loadWords(language) };
  } catch {
    return { language: 'hu' as const, words: await loadWords('hu') };
  }
}

takeLinkLanguage();
const page = meantPage(location.pathname);
const meant = repairedAddress(location) ?? (page && page + location.search + location.hash);
if (meant !== undefined) history.replaceState(null, '', meant);
takeRecoveryToken();

takeSingleClicks(document);
// Confirming a registration needs no session; everywhere else the refresh cookie may still hold one.
if (location.pathname !== '/confirm') void resume();

preloadPage(location.pathname);
const root = document.getElementById('portal');
if (root)
  void start(root).catch(() => {
    // The words themselves did not come.
    root.textContent =
      'Az oldal nem töltődött be. Kérjük, töltse be újra. / The page did not load. Please load it again.';
  });
