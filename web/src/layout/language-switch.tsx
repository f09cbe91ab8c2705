import type { Language } from '#shared/contract/fields.ts';
import { useLanguage } from '../language/language.tsx';

const names: readonly (readonly [Language, string, string])[] = [
  ['hu', 'HU', 'Magyar'],
  ['en', 'EN', 'English'],
];

/** Each language in its own words; what was typed into a form stays. */
export function LanguageSwitch() {
  const { language, words, speak } = useLanguage();
  // Without a connection English cannot be fetched: the page simply stays as it is.
  const choose = (chosen: Language) => speak(chosen, 'chosen').catch(() => undefined);
  return (
    <fieldset class="languages">
      <legend class="visually-hidden">{words.frame.otherLanguage}</legend>
      {names.map(([code, short, name]) => (
        <button
          key={code}
          type="button"
          lang={code}
          class="button button-quiet"
          aria-pressed={language === code}
          onClick={() => choose(code)}
        >
          {short}
          <span class="visually-hidden"> {name}</span>
        </button>
      ))}
    </fieldset>
  );
}
