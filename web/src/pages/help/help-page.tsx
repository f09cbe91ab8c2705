import { useEffect, useState } from 'preact/hooks';
import type { Language } from '#shared/contract/fields.ts';
import { rules } from '#shared/contract/rules.ts';
import { useHelpline } from '../../insurer.ts';
import { useLanguage } from '../../language/language.tsx';
import { Page } from '../../layout/page.tsx';
import { Told } from '../../layout/told.tsx';
import { helpEn } from './help-en.ts';
import { helpHu } from './help-hu.ts';
import { type HelpWords, type QuestionId, questionGroups } from './questions.ts';

const help: Readonly<Record<Language, HelpWords>> = { hu: helpHu, en: helpEn };

/** Opens the question that the address names and brings it into view; for a screen reader too. */
function showAskedQuestion() {
  const asked = document.getElementById(location.hash.slice(1));
  const answer = asked?.closest('details');
  if (answer) answer.open = true;
  asked?.scrollIntoView();
  asked?.focus({ preventScroll: true });
}

/** A text as it is searched: `Öt Ékezet` is found by `ot ekezet`. */
const searchable = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The answers to the frequent questions in groups (R13.1). Errors link to the one that explains them. */
export function HelpPage() {
  const { language, words } = useLanguage();
  const { title, lead, search, found, groups, answers } = help[language];
  const { other: _, ...offered } = words.registration.products;
  const products = Object.values(offered)
    .map((name) => name.toLowerCase())
    .join(', ');
  const facts = { ...rules, helpline: useHelpline(), products };
  const [sought, setSought] = useState('');

  useEffect(() => {
    showAskedQuestion();
    addEventListener('hashchange', showAskedQuestion);
    return () => removeEventListener('hashchange', showAskedQuestion);
  }, []);

  const isFound = (id: QuestionId) => {
    const text = searchable(`${answers[id].question} ${answers[id].answer(facts).join(' ')}`);
    return searchable(sought)
      .split(/\s+/)
      .every((word) => text.includes(word));
  };
  const shown = questionGroups.map(({ name, ids }) => ({ name, ids: (ids as readonly QuestionId[]).filter(isFound) }));
  const count = shown.reduce((sum, { ids }) => sum + ids.length, 0);

  return (
    <Page title={title}>
      <p class="lead">{lead}</p>
      <div class="field filter">
        <label for="help-search">{search}</label>
        <input
          id="help-search"
          type="search"
          autocomplete="off"
          value={sought}
          onInput={(event) => setSought(event.currentTarget.value)}
        />
      </div>
      <p role="status" class="count">
        {sought.trim() === '' ? '' : found(count)}
      </p>
      {shown.map(({ name, ids }) => (
        <section key={name} hidden={ids.length === 0}>
          <h2>{groups[name]}</h2>
          {ids.map((id) => (
            <details key={id} class="card question">
              <summary>
                <h3 id={id} tabIndex={-1}>
                  {answers[id].question}
                </h3>
              </summary>
              {answers[id].answer(facts).map((paragraph) => (
                <p key={paragraph}>
                  <Told text={paragraph} />
                </p>
              ))}
            </details>
          ))}
        </section>
      ))}
    </Page>
  );
}
