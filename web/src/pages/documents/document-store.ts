import { useEffect, useState } from 'preact/hooks';
import type { DocumentView } from '../../api/endpoints.ts';
import type { Problem } from '../../api/problem.ts';
import { call, session } from '../../session/portal-session.ts';

export type Loaded = {
  /** Newest first. */
  readonly documents: readonly DocumentView[];
  /** Whether there are all of them. */
  readonly isComplete: boolean;
  readonly isLoading: boolean;
  readonly problem: Problem | undefined;
};

const nothing: Loaded = { documents: [], isComplete: false, isLoading: false, problem: undefined };

/** How long a complete list is taken for complete below its first page, in ms. */
const freshFor = 10 * 60_000;

/**
 * The customer's documents as far as they are loaded, for all pages of this tab; forgotten with the session. Pages are loaded one
 * after the other behind the first screen, which therefore costs one Query however many documents there are (R7.1a).
 */
let loaded = nothing;
let completedAt = 0;
/** When this tab has opened or saved a document: a list that was asked for before does not know it yet. */
const readHere = new Map<string, string>();
/** Counts the loads: the answer to an earlier one is dropped. */
let current = 0;
const listeners = new Set<() => void>();

function change(next: Loaded) {
  loaded = next;
  for (const listener of listeners) listener();
}

function forget() {
  current += 1;
  completedAt = 0;
  readHere.clear();
  change(nothing);
}

session.watch(() => {
  if (session.state() !== 'signed-in') forget();
});

function asRead(document: DocumentView): DocumentView {
  const readAt = readHere.get(document.documentId);
  return readAt === undefined || document.readAt ? document : { ...document, readAt };
}

/** Loads page after page; what was loaded before stays below until the new pages reach it, and a problem until one comes. */
async function load(before: readonly DocumentView[], isBeforeComplete: boolean): Promise<void> {
  current += 1;
  const mine = current;
  const known = new Set(before.map(({ documentId }) => documentId));
  let fresh: readonly DocumentView[] = [];
  let cursor: string | undefined;
  change({ ...loaded, isLoading: true });
  do {
    const outcome = await call('listDocuments', { query: cursor === undefined ? {} : { cursor } });
    if (mine !== current) return;
    if (!outcome.ok) return change({ ...loaded, isLoading: false, problem: outcome.problem });
    fresh = [...fresh, ...outcome.body.documents.map(asRead)];
    cursor = outcome.body.cursor;
    const last = fresh.at(-1)?.documentId ?? '';
    const below = cursor === undefined ? [] : before.filter(({ documentId }) => documentId < last);
    const isComplete = cursor === undefined || (isBeforeComplete && known.has(last));
    change({ documents: [...fresh, ...below], isComplete, isLoading: !isComplete, problem: undefined });
  } while (!loaded.isComplete);
  completedAt = Date.now();
}

/**
 * Asks for the list again, from its beginning, unless it is on its way; while that lasts, what is shown stays: the documents loaded
 * before, and why no more came.
 */
export async function refreshDocuments(): Promise<void> {
  if (loaded.isLoading) return;
  await load(loaded.documents, loaded.isComplete && Date.now() - completedAt < freshFor);
}

/** Notes that the customer has opened or saved a document; the API has it since it gave the link. */
export function noteRead(documentId: string): void {
  readHere.set(documentId, new Date().toISOString());
  change({ ...loaded, documents: loaded.documents.map(asRead) });
}

/** The documents loaded so far; the component renders again when there are more. A page that opens asks for the newest. */
export function useDocuments(): Loaded {
  const [, render] = useState(loaded);
  useEffect(() => {
    const update = () => render(loaded);
    listeners.add(update);
    update();
    // What went wrong before this page opened is asked for again first.
    if (loaded.problem && !loaded.isLoading) change({ ...loaded, problem: undefined });
    void refreshDocuments();
    return () => void listeners.delete(update);
  }, []);
  return loaded;
}
