import type { AccountView } from '../../api/endpoints.ts';
import { useFormats, useWords } from '../../language/language.tsx';

/** Warns a customer that no notice reaches them, with the reason and the way to another address (R5.2). */
export function UnreachableNotice({ account: view }: { account: AccountView }) {
  const { email, mailUnreachableSince, mailUnreachableReason } = view;
  const { account } = useWords();
  const { day } = useFormats();
  if (!mailUnreachableSince) return null;
  return (
    <p class="notice notice-error" role="alert">
      {mailUnreachableReason === 'complained'
        ? account.mailUnwanted(email, day(mailUnreachableSince))
        : account.mailUnreachable(email, day(mailUnreachableSince))}{' '}
      <a href="/account/email">{account.giveAnotherAddress}</a>
    </p>
  );
}
