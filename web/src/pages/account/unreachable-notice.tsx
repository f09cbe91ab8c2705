import type { AccountView } from '../../api/endpoints.ts';
import { useFormats, useWords } from '../../language/language.tsx';

/** Warns a customer whose mails came back that no notice reaches them (R5.2). */
export function UnreachableNotice({ account: { email, mailUnreachableSince } }: { account: AccountView }) {
  const { account } = useWords();
  const { day } = useFormats();
  if (!mailUnreachableSince) return null;
  return (
    <p class="notice notice-error" role="alert">
      {account.mailUnreachable(email, day(mailUnreachableSince))}
    </p>
  );
}
