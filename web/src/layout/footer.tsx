import { sayMenu } from '#shared/contract/helpline.ts';
import { insurer } from '../insurer.ts';
import { dialable } from '../language/formats.ts';
import { useLanguage } from '../language/language.tsx';

/** The helpline, in the same place on every page. */
export function Footer() {
  const { language, words } = useLanguage();
  const { frame } = words;
  const number = dialable(insurer.helpline);
  return (
    <footer class="site-footer">
      <p>
        {frame.helpline}:{' '}
        {number ? <a href={`tel:${number}`}>{insurer.helpline}</a> : <strong>{insurer.helpline}</strong>}
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
