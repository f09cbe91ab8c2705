import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { useWords } from '../../language/language.tsx';
import { Page } from '../../layout/page.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { useSessionState } from '../../session/use-session.ts';
import { DocumentItem } from './document-item.tsx';
import { MailNotice } from './mail-notice.tsx';
import { PolicyFilter } from './policy-filter.tsx';
import { useDocuments } from './use-documents.ts';

/** The customer's documents (R7): newest first, by policy, to open and to save. */
export function DocumentsPage() {
  const { documents: words } = useWords();
  const { route } = useLocation();
  const state = useSessionState();
  useEffect(() => {
    if (state === 'signed-out') route('/', true);
  }, [state]);
  return (
    <Page title={words.title}>
      <p class="original">{words.original}</p>
      <MailNotice />
      <DocumentList />
    </Page>
  );
}

function DocumentList() {
  const { common, documents: words } = useWords();
  const list = useDocuments();
  const { documents, policy, problem, isLoading, hasMore, firstNew } = list;
  return (
    <>
      <PolicyFilter documents={documents} chosen={policy} onChoose={list.choose} />
      <p role="status" class="count">
        {isLoading ? common.loading : !problem && documents.length > 0 && words.shown(documents.length)}
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
      {(hasMore || problem) && (
        <button type="button" class="button button-second" aria-disabled={isLoading} onClick={list.more}>
          {isLoading ? common.wait : problem ? common.tryAgain : words.more}
        </button>
      )}
    </>
  );
}
