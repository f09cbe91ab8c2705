import { ArrowLeft } from 'lucide';
import { useRoute } from 'preact-iso/router';
import type { DocumentView } from '../../api/endpoints.ts';
import { useFormats, useWords } from '../../language/language.tsx';
import { Icon } from '../../layout/icon.tsx';
import { NotLoaded } from '../../layout/loading.tsx';
import { Page } from '../../layout/page.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { useSignedIn } from '../../session/use-session.ts';
import { DocumentHistory } from './document-history.tsx';
import { Badges } from './document-row.tsx';
import { refreshDocuments, useDocuments } from './document-store.ts';
import { productOf, titleText } from './document-titles.ts';
import { Preview } from './preview/preview.tsx';
import { type Pdf, usePdf } from './preview/use-pdf.ts';
import { useDocumentLink } from './use-document-link.ts';

/** One document (R7.1b): what it is, until when it can be read, and the ways to open and save it. */
export function DocumentPage() {
  const words = useWords();
  const documentId = useRoute().params.documentId ?? '';
  useSignedIn();
  const { documents, isComplete, problem } = useDocuments();
  const document = documents.find((each) => each.documentId === documentId);
  // The list is not waited for: most addresses are those of documents that can be read.
  const pdf = usePdf(documentId, document ? !document.withdrawnAt : !isComplete);
  return (
    <Page title={document ? titleText(document, words) : words.documents.title} back={<WayBack />}>
      {document ? (
        <Content key={documentId} document={document} pdf={pdf} />
      ) : isComplete ? (
        <ProblemNotice problem={{ code: 'document-not-found' }} />
      ) : (
        <NotLoaded problem={problem} onRetry={refreshDocuments} />
      )}
    </Page>
  );
}

function WayBack() {
  const { documents: words } = useWords();
  return (
    <a class="way-back" href="/documents">
      <Icon of={ArrowLeft} />
      {words.back}
    </a>
  );
}

function Content({ document, pdf }: { document: DocumentView; pdf: Pdf }) {
  const words = useWords();
  const { documents: pageWords } = words;
  const { day, lastDay, size } = useFormats();
  const { open, save, problem, blockedUrl } = useDocumentLink(document.documentId);
  const product = productOf(document, words);
  const { withdrawnAt } = document;
  return (
    <>
      <p>
        <Badges document={document} isOpened />
      </p>
      {withdrawnAt && <p class="notice notice-error">{pageWords.withdrawn(day(withdrawnAt))}</p>}
      {!withdrawnAt && (
        <div class="actions">
          <button type="button" class="button" onClick={save}>
            {pageWords.save}
          </button>
          <button type="button" class="button button-second" onClick={open}>
            {pageWords.openInTab}
          </button>
        </div>
      )}
      {!withdrawnAt && <Preview pdf={pdf} title={titleText(document, words)} />}
      {problem && <ProblemNotice problem={problem} />}
      {blockedUrl && (
        <p class="notice" role="alert">
          {pageWords.blocked}{' '}
          <a href={blockedUrl} target="_blank" rel="noreferrer">
            {pageWords.openHere}
          </a>
        </p>
      )}
      <dl class="facts">
        <div>
          <dt>{pageWords.policy}</dt>
          <dd>
            {product !== undefined && `${product} · `}
            <span class="whole">{document.policyNumber}</span>
          </dd>
        </div>
        <div>
          <dt>{pageWords.uploaded}</dt>
          <dd>{day(document.uploadedAt)}</dd>
        </div>
        {!withdrawnAt && (
          <div>
            <dt>{pageWords.availableUntil}</dt>
            <dd>{pageWords.lastDay(lastDay(document.availableUntil))}</dd>
          </div>
        )}
        <div>
          <dt>{pageWords.size}</dt>
          <dd>{`PDF, ${size(document.size)}`}</dd>
        </div>
      </dl>
      <DocumentHistory documentId={document.documentId} />
    </>
  );
}
