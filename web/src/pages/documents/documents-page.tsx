import { useLoaded } from '../../api/use-loaded.ts';
import { useWords } from '../../language/language.tsx';
import { Page } from '../../layout/page.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { call } from '../../session/portal-session.ts';
import { useSignedIn } from '../../session/use-session.ts';
import { UnreachableNotice } from '../account/unreachable-notice.tsx';
import { DocumentItem } from './document-item.tsx';
import { PolicyFilter } from './policy-filter.tsx';
import { useDocuments } from './use-documents.ts';

/** The customer's documents (R7): newest first, by policy, to open and to save. */
export function DocumentsPage() {
  const { frame, documents: words } = useWords();
  useSignedIn();
  return (
    <Page title={words.title}>
      <div class="original">
        <p class="on-screen">{words.original}</p>
        <p class="on-paper">{words.printed}</p>
        <p class="on-screen">
          <a href="/check">{frame.check}</a>
        </p>
      </div>
      <MailNotice />
      <DocumentList />
    </Page>
  );
}

function DocumentList() {
  const { frame, documents: words } = useWords();
  const list = useDocuments();
  const { documents, policy, problem, isLoading, hasMore, firstNew } = list;
  return (
    <>
      <PolicyFilter documents={documents} chosen={policy} onChoose={list.choose} />
      <p role="status" class="count">
        {isLoading ? frame.loading : !problem && documents.length > 0 && words.shown(documents.length)}
      </p>
      {!isLoading && !problem && documents.length === 0 && (
        <p class="card">{policy === '' ? words.none : words.noneOfPolicy}</p>
      )}
      <ul class="documents">
        {documents.map((document, index) => (
          <DocumentItem key={document.documentId} document={document} isFirstNew={index === firstNew} />
        ))}
      </ul>
      {problem && <ProblemNotice problem={problem} />}
      {documents.length > 0 && (
        <button type="button" class="button button-quiet print" onClick={() => print()}>
          {words.print}
        </button>
      )}
      {(hasMore || problem) && (
        <button type="button" class="button button-second" aria-disabled={isLoading} onClick={list.more}>
          {isLoading ? frame.wait : problem ? frame.tryAgain : words.more}
        </button>
      )}
    </>
  );
}

/** The notice that mails came back, on the first page after signing in (R5.2). Where the call fails, the page shows no notice. */
function MailNotice() {
  const { outcome } = useLoaded(() => call('getAccount'));
  return outcome?.ok ? <UnreachableNotice account={outcome.body} /> : null;
}
