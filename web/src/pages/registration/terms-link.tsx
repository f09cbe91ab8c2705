import { insurer } from '../../insurer.ts';
import { useLanguage } from '../../language/language.tsx';

/** The insurer's own terms, beside what is accepted; nothing where the settings name none. */
export function TermsLink() {
  const { language, words } = useLanguage();
  const url = insurer.termsUrl[language];
  if (!url) return null;
  return (
    <p>
      <a href={url} target="_blank" rel="noreferrer">
        {words.registration.terms}
      </a>
    </p>
  );
}
