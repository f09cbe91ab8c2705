import type { Page } from 'playwright-core';

// Preact runs effects after the next frame: they move the focus, open dialogs and listen to the window. A frame later, in a
// task of its own, those of what is shown now have run. A page behind another one may get no frames at all.
const effectsHaveRun = `new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => setTimeout(resolve))));
  setTimeout(resolve, 500);
})`;

/**
 * Waits until the page has done what follows from what it shows: its heading or its notice has the focus, and its listeners
 * listen. A key or a pointer before that may meet an element that is about to lose the focus, or to move away.
 */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(effectsHaveRun);
}
