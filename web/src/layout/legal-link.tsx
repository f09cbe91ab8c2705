import { insurer, type LegalText } from '../insurer.ts';
import { useLanguage } from '../language/language.tsx';

/** The way to one of the insurer's own texts; nothing where the settings name none. */
export function LegalLink({ text }: { text: LegalText }) {
  const { language, words } = useLanguage();
  const url = insurer.legal[text][language];
  if (!url) return null;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {words.frame.legal[text]}
      <span class="visually-hidden"> {words.frame.newTab}</span>
    </a>
  );
}
