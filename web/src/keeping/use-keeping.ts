import { useEffect, useRef, useState } from 'preact/hooks';
import { dayOf } from '#shared/contract/day-of.ts';
import type { DocumentView } from '../api/endpoints.ts';
import { useFormats, useWords } from '../language/language.tsx';
import { call } from '../session/portal-session.ts';
import type { Fetched } from './make-bundle.ts';
import { type BundleEntry, manifestOf } from './manifest.ts';

export type Keeping =
  | { readonly state: 'idle' }
  /** `isPaused`: the connection is lost, and the rest follows once it is back. */
  | {
      readonly state: 'busy';
      readonly done: number;
      readonly of: number;
      readonly bytes: number;
      readonly isPaused: boolean;
    }
  | { readonly state: 'done'; readonly saved: number; readonly missing: readonly BundleEntry[]; readonly name: string }
  | { readonly state: 'failed' };

/** A document's bytes by a link of its own, whose disposition names it saved in the evidence (R5.2). */
async function fetchDocument({ documentId }: DocumentView, signal: AbortSignal): Promise<Fetched> {
  const link = await call('linkDocument', { path: { documentId }, query: { disposition: 'attachment' } });
  if (!link.ok) return link.problem.code === 'document-not-found' ? 'gone' : 'later';
  try {
    const response = await fetch(link.body.url, { signal });
    return response.ok ? await response.blob() : 'later';
  } catch {
    return 'later';
  }
}

/** Gives a file to the browser to save. */
function save(file: Blob, name: string) {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Browsers read it after the click; how long that takes, nobody says.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Waits this long (ms) before a call is repeated where the network says nothing of itself. */
const patience = 5_000;

/** Saves several documents as one ZIP (R7.1c): progress, going on after a lost connection, giving up. */
export function useKeeping() {
  const { keeping: words, documents: documentWords } = useWords();
  const { day } = useFormats();
  const [keeping, setKeeping] = useState<Keeping>({ state: 'idle' });
  const running = useRef<AbortController | undefined>(undefined);
  const resume = useRef<() => void>(() => {});

  const giveUp = () => {
    running.current?.abort();
    running.current = undefined;
    setKeeping({ state: 'idle' });
  };
  // Who leaves the page ends it: nothing is saved that nobody sees any more.
  useEffect(() => () => running.current?.abort(), []);

  const untilResumed = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        removeEventListener('online', goOn);
        signal.removeEventListener('abort', stop);
      };
      const goOn = () => {
        end();
        setKeeping((now) => (now.state === 'busy' ? { ...now, isPaused: false } : now));
        resolve();
      };
      const stop = () => {
        end();
        reject(new DOMException('given up', 'AbortError'));
      };
      const timer = setTimeout(() => navigator.onLine && goOn(), patience);
      addEventListener('online', goOn);
      signal.addEventListener('abort', stop);
      const before = resume.current;
      // Several documents may wait: one press goes on with all.
      resume.current = () => {
        before();
        goOn();
      };
      setKeeping((now) => (now.state === 'busy' ? { ...now, isPaused: true } : now));
      if (signal.aborted) stop();
    });

  const keep = async (documents: readonly DocumentView[], onSaved: (documentId: string) => void = () => {}) => {
    if (running.current) return;
    const controller = new AbortController();
    const { signal } = controller;
    running.current = controller;
    const entries: BundleEntry[] = [];
    setKeeping({ state: 'busy', done: 0, of: documents.length, bytes: 0, isPaused: false });
    try {
      const { makeBundle } = await import('./make-bundle.ts');
      const bundle = await makeBundle(documents, {
        fetchDocument: (document) => fetchDocument(document, signal),
        untilResumed: () => untilResumed(signal),
        onProgress(entry) {
          if (signal.aborted) throw new DOMException('given up', 'AbortError');
          entries.push(entry);
          if (entry.result === 'saved') onSaved(entry.document.documentId);
          setKeeping((now) =>
            now.state === 'busy' ? { ...now, done: entries.length, bytes: now.bytes + entry.document.size } : now,
          );
        },
        manifest: (all) => ({
          name: words.manifestName,
          text: manifestOf(all, words.manifest, documentWords.kinds, day),
        }),
      });
      if (signal.aborted) return;
      const name = words.bundleName(dayOf(new Date()));
      save(bundle, name);
      const missing = entries.filter(({ result }) => result !== 'saved');
      setKeeping({ state: 'done', saved: entries.length - missing.length, missing, name });
    } catch {
      if (!signal.aborted) setKeeping({ state: 'failed' });
    } finally {
      if (running.current === controller) running.current = undefined;
    }
  };

  return { keeping, keep, giveUp, goOn: () => resume.current() };
}
