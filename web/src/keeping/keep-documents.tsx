import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DocumentView } from '../api/endpoints.ts';
import { useFormats, useWords } from '../language/language.tsx';
import { useKeeping } from './use-keeping.ts';

type KeepDocumentsProps = {
  /** Those to save; withdrawn ones are left out. */
  readonly documents: readonly DocumentView[];
  /** Whether these are all there are to save. Until then the button waits. */
  readonly isComplete: boolean;
  /** Called with the id of each document that is in the file. */
  readonly onSaved?: (documentId: string) => void;
};

/** Saves all these documents in one file (R7.1c). A screen reader hears how far it is, now and then. */
export function KeepDocuments({ documents, isComplete, onSaved }: KeepDocumentsProps) {
  const { frame, keeping: words } = useWords();
  const { size } = useFormats();
  const { keeping, keep, giveUp, goOn } = useKeeping();
  const box = useRef<HTMLDivElement>(null);
  const state = useRef(keeping.state);
  // The button that was pressed is gone: the focus stays here, and not on the next button, which a second press would give up with.
  useLayoutEffect(() => {
    if (state.current !== keeping.state && document.activeElement === document.body)
      box.current?.focus({ preventScroll: true });
    state.current = keeping.state;
  }, [keeping.state]);
  const readable = documents.filter(({ withdrawnAt }) => !withdrawnAt);
  // While it is at work, a filter may hide what it saves.
  if (readable.length === 0 && keeping.state === 'idle') return null;
  const isBusy = keeping.state === 'busy';
  const isWaiting = !isComplete;
  return (
    <div class="keeping on-screen" ref={box} tabIndex={-1}>
      {!isBusy && readable.length > 0 && (
        <button
          type="button"
          class="button button-second"
          aria-disabled={isWaiting}
          onClick={() => !isWaiting && void keep(readable, onSaved)}
        >
          {isWaiting ? frame.wait : words.saveAll(readable.length)}
        </button>
      )}
      {isBusy && (
        <>
          <progress max={keeping.of} value={keeping.done} aria-label={words.progressLabel} />
          <p>
            {words.progress(keeping.done, keeping.of)} ({size(keeping.bytes)})
          </p>
          <div class="actions">
            {keeping.isPaused && (
              <button type="button" class="button" onClick={goOn}>
                {words.goOn}
              </button>
            )}
            <button type="button" class="button button-second" onClick={giveUp}>
              {words.giveUp}
            </button>
          </div>
        </>
      )}
      <p role="status" class={keeping.state === 'done' ? 'notice notice-good' : ''}>
        {isBusy && keeping.isPaused && words.paused}
        {keeping.state === 'done' && words.done(keeping.saved, keeping.name)}
      </p>
      {keeping.state === 'failed' && (
        <p class="notice notice-error" role="alert">
          {words.failed}
        </p>
      )}
      {keeping.state === 'done' && keeping.missing.length > 0 && (
        <div class="notice notice-error">
          <p>{words.missing}</p>
          <ul>
            {keeping.missing.map(({ document, name, result }) => (
              <li key={document.documentId}>
                {name} – {words.manifest.results[result]}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
