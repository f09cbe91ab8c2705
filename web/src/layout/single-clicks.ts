/**
 * Takes the second click of a double click for none, wherever it falls: many people double-click every button, and by
 * then the answer to the first click may have put another button in its place. Keys and assistive technology, whose
 * clicks are never counted, go on as they are.
 */
export function takeSingleClicks(page: Document): void {
  page.addEventListener(
    'click',
    (event) => {
      if (event.detail < 2 || !(event.target instanceof Element) || !event.target.closest('button, a, summary')) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
}
