import './newer-browsers.ts';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { GlobalWorkerOptions, getDocument, version } from 'pdfjs-dist/legacy/build/pdf.mjs';
import PdfJsWorker from './pdf-worker.ts?worker';

/** Fonts and decoders that pdf.js fetches where a document needs them; the build lays them there (vite.config.ts). */
const files = `/assets/pdfjs-${version}/`;

export type OpenedPdf = { readonly pdf: PDFDocumentProxy; readonly close: () => void };

/**
 * Opens a document's bytes for drawing. Nothing in it is run: neither its scripts nor its forms. Rejects where pdf.js cannot read
 * it.
 */
export async function openPdf(data: ArrayBuffer): Promise<OpenedPdf> {
  const port = new PdfJsWorker();
  GlobalWorkerOptions.workerPort = port;
  const task = getDocument({
    data,
    standardFontDataUrl: files,
    wasmUrl: files,
    iccUrl: files,
    // Old Safari has neither; drawing in one way everywhere is tested everywhere.
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
  });
  const close = () => {
    void task.destroy();
    port.terminate();
  };
  try {
    return { pdf: await task.promise, close };
  } catch (error) {
    close();
    throw error;
  }
}
