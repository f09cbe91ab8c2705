import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../../api/problem.ts';
import { linkTo } from '../use-document-link.ts';
import type { PdfPages } from './pdf-pages.tsx';
import PdfJsWorker from './pdf-worker.ts?worker';

export type PdfState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'open'; readonly pdf: PDFDocumentProxy; readonly ratio: number; readonly Pages: typeof PdfPages };

export type Pdf = { readonly state: PdfState; readonly again: () => Promise<void> };

const loading: PdfState = { kind: 'loading' };

/**
 * Opens a document for drawing, once it is `isWanted`. Each time it is opened or reloaded it asks for a new link, since a link lives
 * a minute; the bytes stay in this page's memory. Bytes, pdf.js and its worker come side by side.
 */
export function usePdf(documentId: string, isWanted: boolean): Pdf {
  const [opened, setOpened] = useState({ documentId, state: loading });
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!isWanted) return;
    const abort = new AbortController();
    let close: (() => void) | undefined;
    const open = async (): Promise<PdfState> => {
      const link = await linkTo(documentId, 'inline');
      if (!link.ok) return { kind: 'problem', problem: link.problem };
      if (abort.signal.aborted) return loading;
      const worker = new PdfJsWorker();
      close = () => worker.terminate();
      const [bytes, reader] = await Promise.all([fetchBytes(link.url, abort.signal), loadReader()]);
      if (!bytes || !reader) return { kind: 'problem', problem: { code: 'offline' } };
      try {
        const { pdf, ratio, close: closePdf } = await reader.openPdf(bytes, worker);
        close = closePdf;
        return { kind: 'open', pdf, ratio, Pages: reader.PdfPages };
      } catch {
        return { kind: 'unreadable' };
      }
    };
    setOpened({ documentId, state: loading });
    void open().then((state) => {
      if (state.kind !== 'open') close?.();
      if (abort.signal.aborted) close?.();
      else setOpened({ documentId, state });
    });
    return () => {
      abort.abort();
      close?.();
    };
  }, [documentId, round, isWanted]);
  return {
    // Until the effect has run, the state is still the former document's.
    state: opened.documentId === documentId ? opened.state : loading,
    again: async () => setRound(round + 1),
  };
}

/** Undefined where the bytes did not come whole. */
async function fetchBytes(url: string, signal: AbortSignal): Promise<ArrayBuffer | undefined> {
  try {
    const answer = await fetch(url, { signal });
    return answer.ok ? await answer.arrayBuffer() : undefined;
  } catch {
    return undefined;
  }
}

/** Half a megabyte that only this page needs; undefined where it did not come. */
async function loadReader() {
  try {
    const [{ openPdf }, { PdfPages }] = await Promise.all([import('./open-pdf.ts'), import('./pdf-pages.tsx')]);
    return { openPdf, PdfPages };
  } catch {
    return undefined;
  }
}
