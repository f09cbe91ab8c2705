import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../../api/problem.ts';
import { useWords } from '../../../language/language.tsx';
import { NotLoaded } from '../../../layout/loading.tsx';
import { linkTo } from '../use-document-link.ts';
import type { PdfPages } from './pdf-pages.tsx';

type State =
  | { readonly kind: 'loading' }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'open'; readonly pdf: PDFDocumentProxy; readonly Pages: typeof PdfPages };

/**
 * Shows a document inside the portal (R7.1b). Each time it is opened or reloaded it asks for a new link, since a link lives a
 * minute; the bytes stay in this page's memory.
 */
export function Preview({ documentId, title }: { documentId: string; title: string }) {
  const { documents: words } = useWords();
  const { state, again } = usePdf(documentId);
  if (state.kind === 'unreadable')
    return (
      <p class="notice" role="alert">
        {words.preview.unreadable}
      </p>
    );
  if (state.kind === 'open') return <state.Pages pdf={state.pdf} title={title} />;
  return <NotLoaded problem={state.kind === 'problem' ? state.problem : undefined} onRetry={again} />;
}

function usePdf(documentId: string) {
  const [state, setState] = useState<State>({ kind: 'loading' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    let close: (() => void) | undefined;
    const open = async (): Promise<State> => {
      const link = await linkTo(documentId, 'inline');
      if (!link.ok) return { kind: 'problem', problem: link.problem };
      const [bytes, reader] = await Promise.all([fetchBytes(link.url, abort.signal), loadReader()]);
      if (!bytes || !reader) return { kind: 'problem', problem: { code: 'offline' } };
      try {
        const opened = await reader.openPdf(bytes);
        close = opened.close;
        return { kind: 'open', pdf: opened.pdf, Pages: reader.PdfPages };
      } catch {
        return { kind: 'unreadable' };
      }
    };
    void open().then((next) => (abort.signal.aborted ? close?.() : setState(next)));
    return () => {
      abort.abort();
      close?.();
    };
  }, [documentId, round]);
  return {
    state,
    again: async () => {
      setState({ kind: 'loading' });
      setRound(round + 1);
    },
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
