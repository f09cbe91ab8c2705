import './newer-browsers.ts';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { GlobalWorkerOptions, getDocument, version } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Fonts and decoders that pdf.js fetches where a document needs them; the build lays them there (vite.config.ts). */
const files = `/assets/pdfjs-${version}/`;

export type OpenedPdf = {
  readonly pdf: PDFDocumentProxy;
  /** The first page's height over its width. */
  readonly ratio: number;
  readonly close: () => void;
};

/**
 * Opens a document's bytes for drawing, by a worker of pdf.js that ends with it. Nothing in it is run: neither its scripts nor its
 * forms. Rejects where pdf.js cannot read it.
 */
export async function openPdf(data: ArrayBuffer, worker: Worker): Promise<OpenedPdf> {
  GlobalWorkerOptions.workerPort = worker;
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
    worker.terminate();
  };
  try {
    const pdf = await task.promise;
    const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
    return { pdf, ratio: height / width, close };
  } catch (error) {
    close();
    throw error;
  }
}
