import type { AccountView } from '../../api/endpoints.ts';
import { useWords } from '../../language/language.tsx';

/** Which contact is to change (R11.2). */
export type ContactKind = 'email' | 'mobile';

/** The contact as it counts now, and the new one that waits for its confirmation. */
export const contactOf = (kind: ContactKind, account: AccountView): { present: string; waiting: string | undefined } =>
  kind === 'email'
    ? { present: account.email, waiting: account.newEmail }
    : { present: account.mobile, waiting: account.newMobile };

/** Where to look for a mail or an SMS that has not come, and how to get another. */
export function NotArrived({ kind, onAskAgain }: { kind: ContactKind; onAskAgain: () => void }) {
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
        <button type="button" class="button button-second" onClick={onAskAgain}>
          {again}
        </button>
      </p>
      <p>
        <a href="/account">{contacts.back}</a>
      </p>
    </>
  );
}
