import { options } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/**
 * Prints all documents that the filter leaves, however few are shown (R7.1a). `print` waits until all are loaded; the browser's own
 * command prints at once what is loaded, and the paper says so.
 */
export function usePrinting(isComplete: boolean) {
  const [isPrinting, setPrinting] = useState(false);
  const [isAsked, setAsked] = useState(false);
  useEffect(() => {
    const before = () => drawnAtOnce(() => setPrinting(true));
    const after = () => setPrinting(false);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, []);
  useEffect(() => {
    if (!isAsked || !isComplete) return;
    setAsked(false);
    // In a task of its own: drawing at once would run this effect again.
    setTimeout(print);
  }, [isAsked, isComplete]);
  return { isPrinting, isWaitingToPrint: isAsked, print: () => setAsked(true) };
}

/** Browsers take the page for the paper right after the event, before Preact would draw a change of state. */
function drawnAtOnce(change: () => void) {
  const usual = options.debounceRendering;
  options.debounceRendering = (draw) => draw();
  change();
  if (usual) options.debounceRendering = usual;
  else delete options.debounceRendering;
}
