import { useLoaded } from '../../api/use-loaded.ts';
import { useFormats, useWords } from '../../language/language.tsx';
import { Page } from '../../layout/page.tsx';
import { askAccount } from '../../session/ask-account.ts';
import { useSignedIn } from '../../session/use-session.ts';
import { UnreachableNotice } from '../account/unreachable-notice.tsx';
import { DocumentList } from './document-list.tsx';

/** The customer's documents (R7): newest first, to find, open and save. */
export function DocumentsPage() {
  const { documents: words } = useWords();
  useSignedIn();
  return (
    <Page title={words.title}>
      <About />
      <DocumentList />
    </Page>
  );
}

/**
 * Whose list it is, on paper, and the notice that mails came back (R5.2). Where the call fails, the page shows neither.
 */
function About() {
  const { account: accountWords, documents: words } = useWords();
  const { time } = useFormats();
  const { outcome } = useLoaded(askAccount);
  const account = outcome?.ok ? outcome.body : undefined;
  return (
    <>
      <p class="on-paper">
        {account && `${accountWords.username}: ${account.username}. `}
        {words.printedAt(time(new Date().toISOString()))} {words.printed}
      </p>
      {account && <UnreachableNotice account={account} />}
    </>
  );
}
