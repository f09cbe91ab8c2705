import { Download } from 'lucide';
import type { DocumentView } from '../../api/endpoints.ts';
import { useFormats, useWords } from '../../language/language.tsx';
import { Icon } from '../../layout/icon.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { isGoing, isUnread } from './document-filter.ts';
import { productOf, titleOf, titleText } from './document-titles.ts';
import { kindIcons } from './kind-icons.ts';
import { useDocumentLink } from './use-document-link.ts';

/** One document in the list: what it is, and the ways to open and to save it. The whole row opens it. */
export function DocumentRow({ document }: { document: DocumentView }) {
  const words = useWords();
  const { day, shortDay } = useFormats();
  const { save, problem } = useDocumentLink(document.documentId);
  const { kind, own } = titleOf(document, words);
  const product = productOf(document, words);
  const { documentId, policyNumber, uploadedAt } = document;
  return (
    <li class={isUnread(document) ? 'document row row-new' : 'document row'}>
      <span class="row-icon">
        <Icon of={kindIcons[document.kind]} />
      </span>
      <div class="row-text">
        <p class="row-title">
          <a href={`/documents/${documentId}`}>
            {kind}
            {kind !== undefined && own !== undefined && ' – '}
            {own !== undefined && <span lang="hu">{own}</span>}
            <span class="visually-hidden">{`, ${day(uploadedAt)}`}</span>
          </a>{' '}
          <Badges document={document} />
        </p>
        <p class="row-about">
          {product !== undefined && `${product} · `}
          <span class="whole">{policyNumber}</span>
          <span class="row-about-day">
            {' · '}
            <time dateTime={uploadedAt}>{shortDay(uploadedAt)}</time>
          </span>
        </p>
      </div>
      <time class="row-day" dateTime={uploadedAt}>
        {shortDay(uploadedAt)}
      </time>
      {!document.withdrawnAt && (
        <button type="button" class="button button-second row-save" onClick={save}>
          <Icon of={Download} />
          <span class="row-save-word">{words.documents.save}</span>
          <span class="visually-hidden">{`: ${titleText(document, words)}, ${day(uploadedAt)}`}</span>
        </button>
      )}
      {problem && <ProblemNotice problem={problem} />}
    </li>
  );
}

/** New unless it is being opened, going soon, withdrawn: in words, never by colour alone. */
export function Badges({ document, isOpened }: { document: DocumentView; isOpened?: true }) {
  const { documents: words } = useWords();
  const { shortLastDay } = useFormats();
  if (document.withdrawnAt) return <span class="pill pill-withdrawn">{words.badges.withdrawn}</span>;
  return (
    <>
      {!isOpened && isUnread(document) && <span class="pill pill-new">{words.badges.unread}</span>}{' '}
      {isGoing(document, new Date()) && (
        <span class="pill pill-going">{words.badges.going(shortLastDay(document.availableUntil))}</span>
      )}
    </>
  );
}
