import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DocumentView } from '../../api/endpoints.ts';
import { KeepDocuments } from '../../keeping/keep-documents.tsx';
import { useFormats, useWords } from '../../language/language.tsx';
import { NotLoaded } from '../../layout/loading.tsx';
import { filtered, isGoing, isUnread, monthOf, noFilter, writeFilter } from './document-filter.ts';
import { DocumentRow } from './document-row.tsx';
import { noteRead, refreshDocuments, useDocuments } from './document-store.ts';
import { FilterBar } from './filter-bar.tsx';
import { useFilter } from './use-filter.ts';
import { usePlace } from './use-place.ts';
import { usePrinting } from './use-printing.ts';

/** How many rows are shown at first, and more at each press of the button: a telephone draws no 2,000 rows at once. */
const step = 100;

/** The documents that the filter leaves, by month, with counts over all that are loaded (R7.1a). */
export function DocumentList() {
  const words = useWords();
  const { frame, documents: listWords } = words;
  const { documents, isComplete, problem } = useDocuments();
  const { filter, change } = useFilter();
  const now = new Date();
  const found = filtered(documents, filter, words, now);
  const { shown, showMore, list } = useShown(found, writeFilter(filter));
  const { isPrinting, isWaitingToPrint, print } = usePrinting(isComplete);
  const count = useRef<HTMLParagraphElement>(null);
  // By a button that is gone then: the focus goes to what says how many there are now. A field would bring up a telephone's keyboard.
  const changeAway = (changes: Parameters<typeof change>[0]) => {
    count.current?.focus();
    change(changes);
  };
  const isLimited = writeFilter(filter) !== '';
  const going = documents.filter((document) => isGoing(document, now)).length;
  const isWaiting = documents.length === 0 && !isComplete && !problem;
  return (
    <>
      <p role="status" class="count" tabIndex={-1} ref={count} data-waiting={isWaiting ? '' : undefined}>
        {isWaiting
          ? frame.loading
          : documents.length > 0 &&
            [
              isComplete
                ? listWords.total(documents.length, documents.filter(isUnread).length)
                : listWords.loadedSoFar(documents.length),
              ...(isLimited ? [listWords.found(found.length)] : []),
            ].join(' ')}
      </p>
      {going > 0 && filter.only !== 'going' && (
        <p class="notice notice-warning on-screen going">
          <span>{listWords.going(going)}</span>{' '}
          <button type="button" class="button button-quiet" onClick={() => changeAway({ only: 'going' })}>
            {listWords.seeGoing}
          </button>
        </p>
      )}
      {documents.length > 0 && <FilterBar documents={documents} filter={filter} onChange={change} />}
      <KeepDocuments documents={found} isComplete={isComplete} onSaved={noteRead} />
      {isComplete && documents.length === 0 && <p class="card">{listWords.none}</p>}
      {isComplete && documents.length > 0 && found.length === 0 && <NoneFound onShowAll={() => changeAway(noFilter)} />}
      <div ref={list}>
        <Months documents={isPrinting ? found : found.slice(0, shown)} />
      </div>
      {problem && <NotLoaded problem={problem} onRetry={refreshDocuments} />}
      {found.length > shown && (
        <button type="button" class="button button-second more" onClick={showMore}>
          {listWords.more(Math.min(step, found.length - shown), found.length - shown)}
        </button>
      )}
      {found.length > 0 && (
        <button type="button" class="button button-quiet print" aria-disabled={isWaitingToPrint} onClick={print}>
          {isWaitingToPrint ? frame.wait : listWords.print(found.length)}
        </button>
      )}
      {!isComplete && documents.length > 0 && <p class="on-paper">{listWords.printedPart}</p>}
      {!isWaiting && (
        <p class="on-screen list-foot">
          {listWords.original} <a href="/check">{frame.check}</a>
        </p>
      )}
    </>
  );
}

/** What to do where the filter leaves nothing: a search, a kind and a policy may each be the reason. */
function NoneFound({ onShowAll }: { onShowAll: () => void }) {
  const { documents: words } = useWords();
  return (
    <div class="card">
      <p>{words.noneFound}</p>
      <button type="button" class="button button-second" onClick={onShowAll}>
        {words.showAll}
      </button>
    </div>
  );
}

/** How many rows are shown; the first of those that come with the button gets the focus. */
function useShown(found: readonly DocumentView[], limits: string) {
  const place = usePlace();
  const [shown, setShown] = useState(place.shown ?? step);
  const list = useRef<HTMLDivElement>(null);
  const firstOfMore = useRef<number | undefined>(undefined);
  const before = useRef(limits);
  useEffect(() => {
    if (before.current === limits) return;
    before.current = limits;
    setShown(step);
  }, [limits]);
  useEffect(() => place.note(shown), [shown]);
  useLayoutEffect(() => {
    if (firstOfMore.current === undefined) return;
    list.current?.querySelectorAll<HTMLAnchorElement>('.row-title a')[firstOfMore.current]?.focus();
    firstOfMore.current = undefined;
  }, [shown]);
  const showMore = () => {
    firstOfMore.current = shown;
    setShown(Math.min(shown + step, found.length));
  };
  return { shown, showMore, list };
}

/** Rows under the month in which they came. */
function Months({ documents }: { documents: readonly DocumentView[] }) {
  const { month } = useFormats();
  const months = new Map<string, DocumentView[]>();
  for (const document of documents) {
    const ofMonth = months.get(monthOf(document));
    if (ofMonth) ofMonth.push(document);
    else months.set(monthOf(document), [document]);
  }
  return (
    <>
      {[...months].map(([key, ofMonth]) => (
        <section class="month" key={key}>
          <h2>{month(ofMonth[0]?.uploadedAt ?? '')}</h2>
          <ul class="documents">
            {ofMonth.map((document) => (
              <DocumentRow key={document.documentId} document={document} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
