import { insurer } from '../insurer.ts';
import { dialable } from '../language/formats.ts';
import { useWords } from '../language/language.tsx';

/** The helpline, in the same place on every page. */
export function Footer() {
  const { frame } = useWords();
  const number = dialable(insurer.helpline);
  return (
    <footer class="site-footer">
      <p>
        {frame.helpline}:{' '}
        {number ? <a href={`tel:${number}`}>{insurer.helpline}</a> : <strong>{insurer.helpline}</strong>}
        {`, ${frame.helplineMenu(insurer.helplineMenu)}`}
      </p>
      <p class="footer-links">
        <a href="/check">{frame.check}</a>
        <a href="/help">{frame.help}</a>
      </p>
    </footer>
  );
}
