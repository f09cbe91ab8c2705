import { useEffect } from 'preact/hooks';
import type { Language } from '#shared/contract/fields.ts';
import { useHelpline } from '../../insurer.ts';
import { useLanguage } from '../../language/language.tsx';
import { Page } from '../../layout/page.tsx';
import { Told } from '../../layout/told.tsx';
import { portalRules } from '../../portal-rules.ts';
import { helpEn } from './help-en.ts';
import { helpHu } from './help-hu.ts';
import { type HelpWords, questionIds } from './questions.ts';

const help: Readonly<Record<Language, HelpWords>> = { hu: helpHu, en: helpEn };

/** Brings the question that the address names into view; for a screen reader too. */
function showAskedQuestion() {
  const asked = document.getElementById(location.hash.slice(1));
  asked?.scrollIntoView();
  asked?.focus({ preventScroll: true });
}

/** The answers to the eleven frequent questions (R13.1). Errors link to the one that explains them. */
export function HelpPage() {
  const { language } = useLanguage();
  const { title, lead, contents, answers } = help[language];
  const facts = { ...portalRules, helpline: useHelpline() };

  useEffect(() => {
    showAskedQuestion();
    addEventListener('hashchange', showAskedQuestion);
    return () => removeEventListener('hashchange', showAskedQuestion);
  }, []);

  return (
    <Page title={title}>
      <p class="lead">{lead}</p>
      <nav class="contents" aria-label={contents}>
        <ul>
          {questionIds.map((id) => (
            <li key={id}>
              <a href={`#${id}`}>{answers[id].question}</a>
            </li>
          ))}
        </ul>
      </nav>
      {questionIds.map((id) => (
        <section key={id} class="card">
          <h2 id={id} tabIndex={-1}>
            {answers[id].question}
          </h2>
          {answers[id].answer(facts).map((paragraph) => (
            <p key={paragraph}>
              <Told text={paragraph} />
            </p>
          ))}
        </section>
      ))}
    </Page>
  );
}
