import { useEffect, useRef, useState } from 'preact/hooks';

/** Where the list was left: how many rows were shown, how far it was scrolled, the path that was opened from it. */
type Place = { readonly shown: number; readonly top: number; readonly opened: string };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The place that this entry of the history keeps; undefined for an entry that was not left by a link, and for a new one. */
function keptPlace(): Place | undefined {
  const state: unknown = history.state;
  const place = isRecord(state) ? state.place : undefined;
  if (!isRecord(place)) return undefined;
  const { shown, top, opened } = place;
  return typeof shown === 'number' && typeof top === 'number' && typeof opened === 'string'
    ? { shown, top, opened }
    : undefined;
}

/**
 * Brings somebody who comes Back to where they left the list (R7.1a): as many rows, the same place, the focus on the document that
 * they opened. Returns the number of rows shown then, and takes note of it.
 */
export function usePlace() {
  const [place] = useState(keptPlace);
  const shown = useRef(0);
  useEffect(() => {
    // After the page's heading has taken the focus, as on any page that opens.
    if (place)
      requestAnimationFrame(() => {
        document.querySelector<HTMLElement>(`.row-title a[href="${place.opened}"]`)?.focus({ preventScroll: true });
        scrollTo(0, place.top);
      });
    // Before the router changes the address.
    const leave = ({ target }: Event) => {
      const link = target instanceof Element && target.closest('a');
      if (!link) return;
      const left: Place = { shown: shown.current, top: scrollY, opened: link.pathname };
      history.replaceState({ place: left }, '');
    };
    addEventListener('click', leave, { capture: true });
    return () => removeEventListener('click', leave, { capture: true });
  }, []);
  return {
    shown: place?.shown,
    note: (rows: number) => {
      shown.current = rows;
    },
  };
}
