import { sayMenu } from '#shared/contract/helpline.ts';
import { insurer } from '../insurer.ts';
import { useLanguage } from '../language/language.tsx';
import { HelplineNumber } from './told.tsx';

/** The helpline, in the same place on every page. */
export function Footer() {
  const { language, words } = useLanguage();
  const { frame } = words;
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
    </footer>
  );
}
