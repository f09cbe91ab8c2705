import { sayMenu } from '#shared/contract/helpline.ts';
import { insurer, type LegalText } from '../insurer.ts';
import { useLanguage } from '../language/language.tsx';
import { LegalLink } from './legal-link.tsx';
import { HelplineNumber } from './told.tsx';

const legalTexts: readonly LegalText[] = ['terms', 'privacy', 'imprint', 'complaints', 'accessibility'];

/** The helpline and what the law asks for, in the same place on every page. */
export function Footer() {
  const { language, words } = useLanguage();
  const { frame } = words;
  const shown = legalTexts.filter((text) => insurer.legal[text][language] !== '');
  return (
    <footer class="site-footer">
      <p>
        {frame.helpline}: <HelplineNumber />
        {insurer.helplineMenu && (
          <>
            {', '}
            <span class="whole">{sayMenu(language, insurer.helplineMenu)}</span>
          </>
        )}
        {insurer.helplineHours[language] && <span class="hours">{insurer.helplineHours[language]}</span>}
      </p>
      <p class="footer-links">
        <a href="/check">{frame.check}</a>
        <a href="/help">{frame.help}</a>
      </p>
      {shown.length > 0 && (
        <nav class="legal" aria-label={frame.legalTitle}>
          <ul>
            {shown.map((text) => (
              <li key={text}>
                <LegalLink text={text} />
              </li>
            ))}
          </ul>
        </nav>
      )}
    </footer>
  );
}
