import type { PDFPageProxy } from 'pdfjs-dist';
import { TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The most pixels of a canvas that every telephone draws. */
const mostPixels = 12_000_000;

type Drawn = { readonly done: Promise<void>; readonly cancel: () => void };

/** The page's width in CSS pixels at 100 %. */
export const widthOf = (page: PDFPageProxy): number => page.getViewport({ scale: 1 }).width;

/**
 * Draws a page into a canvas at a scale (1: 72 dots an inch), as sharp as the screen, and lays its text over it, invisible, for
 * screen readers and for marking. Rejects where the page cannot be drawn.
 */
export function drawPage(page: PDFPageProxy, scale: number, canvas: HTMLCanvasElement, text: HTMLElement): Drawn {
  const viewport = page.getViewport({ scale });
  const sharpness = Math.min(devicePixelRatio || 1, Math.sqrt(mostPixels / (viewport.width * viewport.height)));
  canvas.width = Math.floor(viewport.width * sharpness);
  canvas.height = Math.floor(viewport.height * sharpness);
  text.replaceChildren();
  text.style.setProperty('--total-scale-factor', String(scale));
  const drawing = page.render({ canvas, viewport, transform: [sharpness, 0, 0, sharpness, 0, 0] });
  const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport });
  return {
    done: Promise.all([drawing.promise, layer.render()]).then(() => undefined),
    cancel: () => {
      drawing.cancel();
      layer.cancel();
    },
  };
}

/** 150 dots an inch. */
const paperScale = 150 / 72;

/** A page as a picture for paper, as a data URL. */
export async function pictureOf(page: PDFPageProxy): Promise<string> {
  const viewport = page.getViewport({ scale: paperScale });
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  await page.render({ canvas, viewport, intent: 'print' }).promise;
  const picture = canvas.toDataURL('image/jpeg', 0.9);
  // Old telephones keep the memory of a canvas until it is small.
  canvas.width = 0;
  return picture;
}
