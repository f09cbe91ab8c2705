import { useEffect, useRef, useState } from 'preact/hooks';
import { type DocumentFilter, readFilter, writeFilter } from './document-filter.ts';

const write = (filter: DocumentFilter) =>
  history.replaceState(history.state, '', location.pathname + location.search + writeFilter(filter));

/** The filter in the address (R7.1a): it survives Back, a reload and a bookmark. `change` replaces the entry of the history. */
export function useFilter() {
  const [filter, setFilter] = useState(() => readFilter(location.hash));
  const kept = useRef(filter);
  kept.current = filter;
  useEffect(() => {
    const update = () => {
      // The skip link has done its work; its fragment would take the filter's place.
      if (location.hash === '#content') write(kept.current);
      setFilter(readFilter(location.hash));
    };
    // A link of the menu to this page takes the filter off; the router, which changes the address, listens to the window too.
    const afterClick = () => queueMicrotask(update);
    addEventListener('hashchange', update);
    addEventListener('popstate', update);
    addEventListener('click', afterClick);
    return () => {
      removeEventListener('hashchange', update);
      removeEventListener('popstate', update);
      removeEventListener('click', afterClick);
    };
  }, []);
  const change = (changes: Partial<DocumentFilter>) => {
    const next = { ...filter, ...changes };
    write(next);
    setFilter(next);
  };
  return { filter, change };
}
