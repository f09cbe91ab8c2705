import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { insurer } from '../insurer.ts';
import { useWords } from '../language/language.tsx';

let isFirstPage = true;

/**
 * A page: its title in the tab and as the one h1. Coming from another page the focus moves to the heading, so that a
 * screen reader says which page it is; on the first page the focus stays where the browser puts it.
 */
export function Page({ title, children }: { title: string; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { frame } = useWords();
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus();
    isFirstPage = false;
  }, []);
  useEffect(() => {
    document.title = `${title} – ${insurer.name} ${frame.portal.toLowerCase()}`;
  }, [title, frame]);
  return (
    <div class="page">
      <h1 tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {children}
    </div>
  );
}
