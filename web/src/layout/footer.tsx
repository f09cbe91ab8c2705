import { insurer } from '../insurer.ts';
import { dialable } from '../language/formats.ts';
import { useWords } from '../language/language.tsx';

/** The helpline, in the same place on every page. */
export function Footer() {
  const { common } = useWords();
  const number = dialable(insurer.helpline);
  return (
    <footer class="site-footer">
      <p>
        {common.helpline}:{' '}
        {number ? <a href={`tel:${number}`}>{insurer.helpline}</a> : <strong>{insurer.helpline}</strong>}
        {`, ${common.helplineMenu(insurer.helplineMenu)}`}
      </p>
      <p class="footer-links">
        <a href="/check">{common.check}</a>
        <a href="/help">{common.help}</a>
      </p>
    </footer>
  );
}
