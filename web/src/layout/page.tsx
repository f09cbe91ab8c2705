import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { insurer } from '../insurer.ts';
import { useWords } from '../language/language.tsx';

let isFirstPage = true;

/** Whether a form of the page shows what is wrong with it; the page's title in the tab then begins with that. */
const ErrorContext = createContext<(isWrong: boolean) => void>(() => {});

/** Lets the title in the tab begin with „Hiba:” for as long as a form was not taken: a screen reader reads it first. */
export function useErrorInTitle(isWrong: boolean): void {
  const mark = useContext(ErrorContext);
  useEffect(() => {
    mark(isWrong);
    return () => mark(false);
  }, [isWrong, mark]);
}

/** Tells the menu that no item of it leads to the page that is shown. */
export const OutsideMenuContext = createContext<(isOutside: boolean) => void>(() => {});

type PageProps = {
  readonly title: string;
  /** Above the title: where in a longer way this page is. */
  readonly caption?: string;
  /** The way back to where this page belongs, above all else: a title that comes late and is long does not move it. */
  readonly back?: ComponentChildren;
  /** Shown at the address of a menu item without being its page. */
  readonly isOutsideMenu?: true;
  readonly children: ComponentChildren;
};

/**
 * A page: its title in the tab and as the one h1. Coming from another page the focus moves to the heading, so that a
 * screen reader says which page it is; on the first page the focus stays where the browser puts it.
 */
export function Page({ title, caption, back, isOutsideMenu, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { frame } = useWords();
  const [isWrong, setWrong] = useState(false);
  const setOutside = useContext(OutsideMenuContext);
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus();
    isFirstPage = false;
  }, []);
  useEffect(() => {
    const name = caption === undefined ? title : `${title} – ${caption}`;
    document.title = `${isWrong ? `${frame.error}: ` : ''}${name} – ${insurer.name} ${frame.portal.toLowerCase()}`;
  }, [title, caption, frame, isWrong]);
  useEffect(() => {
    setOutside(isOutsideMenu === true);
    return () => setOutside(false);
  }, [isOutsideMenu, setOutside]);
  const mark = useMemo(() => (next: boolean) => setWrong(next), []);
  return (
    <ErrorContext.Provider value={mark}>
      <div class="page">
        {back !== undefined && <p class="on-screen">{back}</p>}
        {caption !== undefined && <p class="caption">{caption}</p>}
        <h1 tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {children}
      </div>
    </ErrorContext.Provider>
  );
}
