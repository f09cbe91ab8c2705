import { ChevronLeft, ChevronRight, type IconNode, Printer, ZoomIn, ZoomOut } from 'lucide';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../../../language/language.tsx';
import { Icon } from '../../../layout/icon.tsx';
import { drawPage, widthOf } from './draw-page.ts';
import { usePaper } from './use-paper.ts';

/** Times the width of the page's place. */
const zooms = [1, 1.25, 1.5, 2, 3] as const;

/** The canvas's width before anything is drawn, in its own pixels; only the ratio counts. */
const blank = 100;

type PdfPagesProps = {
  readonly pdf: PDFDocumentProxy;
  /** The first page's height over its width: its place has the right size before it is drawn. */
  readonly ratio: number;
  readonly title: string;
};

/** One page of a document at a time: to turn, to zoom and to print. */
export function PdfPages({ pdf, ratio, title }: PdfPagesProps) {
  const words = useWords();
  const { preview } = words.documents;
  const [number, setNumber] = useState(1);
  const [zoom, setZoom] = useState(0);
  const { place, canvas, text, hasFailed } = usePageDrawing(pdf, number, zooms[zoom] ?? 1);
  const { pictures, isPreparing, print } = usePaper(pdf);
  const count = pdf.numPages;
  return (
    <>
      <section class="preview" aria-label={preview.label}>
        <div class="preview-bar">
          <Tool
            icon={ChevronLeft}
            label={preview.previous}
            isOff={number === 1}
            onPress={() => setNumber(number - 1)}
          />
          <p role="status">{preview.page(number, count)}</p>
          <Tool
            icon={ChevronRight}
            label={preview.next}
            isOff={number === count}
            onPress={() => setNumber(number + 1)}
          />
          <span class="preview-gap" />
          <Tool icon={ZoomOut} label={preview.smaller} isOff={zoom === 0} onPress={() => setZoom(zoom - 1)} />
          <Tool
            icon={ZoomIn}
            label={preview.larger}
            isOff={zoom === zooms.length - 1}
            onPress={() => setZoom(zoom + 1)}
          />
          <Tool
            icon={Printer}
            label={isPreparing ? words.frame.wait : preview.print}
            isOff={isPreparing}
            onPress={print}
          />
        </div>
        {hasFailed && (
          <p class="notice" role="alert">
            {preview.unreadable}
          </p>
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
        <section class="preview-place" ref={place} tabIndex={0} aria-label={`${title}, ${preview.page(number, count)}`}>
          <div class="preview-page" style={{ width: `${(zooms[zoom] ?? 1) * 100}%` }}>
            <canvas ref={canvas} width={blank} height={Math.round(blank * ratio)} />
            <div class="textLayer" ref={text} lang="hu" />
          </div>
        </section>
      </section>
      <div class="on-paper paper">
        {pictures.map((picture, index) => (
          <img key={picture} src={picture} alt={preview.page(index + 1, count)} />
        ))}
      </div>
    </>
  );
}

type ToolProps = {
  readonly icon: IconNode;
  readonly label: string;
  readonly isOff: boolean;
  readonly onPress: () => void;
};

/** A button that stays where it is, with the focus, when there is nothing more to do. */
function Tool({ icon, label, isOff, onPress }: ToolProps) {
  return (
    <button
      type="button"
      class="button button-quiet tool"
      title={label}
      aria-label={label}
      aria-disabled={isOff}
      onClick={() => !isOff && onPress()}
    >
      <Icon of={icon} />
    </button>
  );
}

/** Draws the page again when it is turned, zoomed, or its place gets another width. */
function usePageDrawing(pdf: PDFDocumentProxy, number: number, zoom: number) {
  const place = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    const measured = place.current;
    if (!measured) return;
    const watcher = new ResizeObserver(() => setWidth(measured.clientWidth));
    watcher.observe(measured);
    setWidth(measured.clientWidth);
    return () => watcher.disconnect();
  }, []);
  useEffect(() => {
    let isGone = false;
    let cancel: (() => void) | undefined;
    const draw = async () => {
      const page = await pdf.getPage(number);
      if (isGone || width === 0 || !canvas.current || !text.current) return;
      const drawn = drawPage(page, (width / widthOf(page)) * zoom, canvas.current, text.current);
      cancel = drawn.cancel;
      await drawn.done;
    };
    setFailed(false);
    draw().catch(() => {
      if (!isGone) setFailed(true);
    });
    return () => {
      isGone = true;
      cancel?.();
    };
  }, [pdf, number, zoom, width]);
  useEffect(() => {
    if (place.current) place.current.scrollTop = 0;
  }, [number]);
  return { place, canvas, text, hasFailed };
}
