import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'preact/hooks';
import { pictureOf } from './draw-page.ts';

/** Prints a document: all its pages as pictures, made when they are asked for, since browsers print no canvas well. */
export function usePaper(pdf: PDFDocumentProxy) {
  const [pictures, setPictures] = useState<readonly string[]>([]);
  const [isPreparing, setPreparing] = useState(false);
  useEffect(() => {
    if (!isPreparing) return;
    let isGone = false;
    const prepare = async () => {
      const made: string[] = [];
      for (let number = 1; number <= pdf.numPages && !isGone; number++)
        made.push(await pictureOf(await pdf.getPage(number)));
      if (isGone) return;
      setPictures(made);
      setPreparing(false);
    };
    prepare().catch(() => setPreparing(false));
    return () => {
      isGone = true;
    };
  }, [isPreparing, pdf]);
  useEffect(() => {
    if (pictures.length === 0) return;
    document.documentElement.classList.add('prints-document');
    const done = () => setPictures([]);
    addEventListener('afterprint', done);
    // When the pictures are decoded.
    const timer = setTimeout(print, 100);
    return () => {
      clearTimeout(timer);
      removeEventListener('afterprint', done);
      document.documentElement.classList.remove('prints-document');
    };
  }, [pictures]);
  return { pictures, isPreparing, print: () => setPreparing(true) };
}
