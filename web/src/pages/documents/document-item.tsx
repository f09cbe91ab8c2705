import { useEffect, useRef } from 'preact/hooks';
import type { DocumentView } from '../../api/endpoints.ts';
import { useFormats, useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { DocumentHistory } from './document-history.tsx';
import { useDocumentLink } from './use-document-link.ts';

/** One document: what it is, until when it can be read, and the ways to open and save it. */
export function DocumentItem({ document, isFirstNew }: { document: DocumentView; isFirstNew: boolean }) {
  const { documents: words } = useWords();
  const { day, lastDay, size } = useFormats();
  const { open, save, problem, blockedUrl } = useDocumentLink(document.documentId);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isFirstNew) heading.current?.focus();
  }, [isFirstNew]);
  const uploaded = day(document.uploadedAt);
  const kind = words.kinds[document.kind];
  const which = <span class="visually-hidden">{`: ${document.title}, ${uploaded}`}</span>;
  return (
    <li class="card document">
      <div class="document-name">
        <h2 lang="hu" tabIndex={-1} ref={heading}>
          {document.title}
        </h2>
        {kind !== document.title && <p class="kind">{kind}</p>}
      </div>
      <dl class="facts">
        <div>
          <dt>{words.policy}</dt>
          <dd>{document.policyNumber}</dd>
        </div>
        <div>
          <dt>{words.uploaded}</dt>
          <dd>{uploaded}</dd>
        </div>
        <div>
          <dt>{words.availableUntil}</dt>
          <dd>{words.lastDay(lastDay(document.availableUntil))}</dd>
        </div>
        <div>
          <dt>{words.size}</dt>
          <dd>{`PDF, ${size(document.size)}`}</dd>
        </div>
      </dl>
      {document.withdrawnAt && <p class="notice notice-error">{words.withdrawn(day(document.withdrawnAt))}</p>}
      {!document.withdrawnAt && (
        <div class="actions">
          <button type="button" class="button" onClick={open}>
            {words.open}
            {which}
            <span class="visually-hidden">{` (${words.openHint})`}</span>
          </button>
          <button type="button" class="button button-second" onClick={save}>
            {words.save}
            {which}
          </button>
        </div>
      )}
      {problem && <ProblemNotice problem={problem} />}
      {blockedUrl && (
        <p class="notice" role="alert">
          {words.blocked}{' '}
          <a href={blockedUrl} target="_blank" rel="noreferrer">
            {words.openHere}
          </a>
        </p>
      )}
      <DocumentHistory documentId={document.documentId} />
    </li>
  );
}
