import type { Ref } from 'preact';
import { useWords } from '../language/language.tsx';
import { bringIntoView, idOf, type WrongField } from './submission.ts';

type ErrorSummaryProps = { readonly wrong: readonly WrongField[]; readonly box: Ref<HTMLDivElement> };

/** Above a form that was not taken: every wrong field with what is wrong, each the way to its input. */
export function ErrorSummary({ wrong, box }: ErrorSummaryProps) {
  const { frame } = useWords();
  const lead = (event: MouseEvent, name: string) => {
    // The address stays as it is: Back shall leave the form, not go through its fields.
    event.preventDefault();
    bringIntoView(document.getElementById(idOf(name)));
  };
  return (
    <div class="notice notice-error" role="alert" tabIndex={-1} ref={box}>
      <p>
        <strong>{frame.correct(wrong.length)}</strong>
      </p>
      <ul class="links">
        {wrong.map(({ name, text }) => (
          <li key={name}>
            <a href={`#${idOf(name)}`} onClick={(event) => lead(event, name)}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
