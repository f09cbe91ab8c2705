import { render } from 'preact';
import { App } from './app.tsx';
import { chosenLanguage, LanguageProvider, loadWords } from './language/language.tsx';
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

/** The words of the language chosen before; Hungarian where they cannot be loaded. Rejects where no words come. */
async function firstSpeech() {
  const language = chosenLanguage();
  try {
    return { language, words: await loadWords(language) };
  } catch {
    return { language: 'hu' as const, words: await loadWords('hu') };
  }
}

const meant = repairedAddress(location);
if (meant !== undefined) history.replaceState(null, '', meant);
takeRecoveryToken();

takeSingleClicks(document);
// Confirming a registration needs no session; everywhere else the refresh cookie may still hold one.
if (location.pathname !== '/confirm') void resume();

const root = document.getElementById('portal');
if (root)
  void firstSpeech().then(
    (first) => {
      document.documentElement.lang = first.language;
      render(
        <LanguageProvider first={first}>
          <App />
        </LanguageProvider>,
        root,
      );
    },
    () => {
      // The words themselves did not come.
      root.textContent =
        'Az oldal nem töltődött be. Kérjük, töltse be újra. / The page did not load. Please load it again.';
    },
  );
