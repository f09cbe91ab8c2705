import { useWords } from '../../language/language.tsx';
import type { ContactKind } from './contact-kind.ts';

/** Where to look for a mail or an SMS that has not come, and how to get another. */
export function NotArrived({ kind, onAnew }: { kind: ContactKind; onAnew: () => void }) {
  const { contacts } = useWords().account;
  const { missingTitle, missing, again } = contacts[kind];
  return (
    <>
      <h2>{missingTitle}</h2>
      <ul>
        {missing.map((advice) => (
          <li key={advice}>{advice}</li>
        ))}
      </ul>
      <p>
        <button type="button" class="button button-second" onClick={onAnew}>
          {again}
        </button>
      </p>
      <p>
        <a href="/account">{contacts.back}</a>
      </p>
    </>
  );
}
