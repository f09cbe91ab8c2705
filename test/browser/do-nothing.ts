import type { Page } from 'playwright-core';
import { settled } from './settled.ts';

/** As if the customer had done nothing for so many minutes: the page hears of the time as from another tab. */
export async function doNothingFor(page: Page, minutes: number): Promise<void> {
  await settled(page);
  await page.evaluate(`localStorage.setItem('last-activity', String(Date.now() - ${minutes * 60_000}));
    dispatchEvent(new StorageEvent('storage'))`);
  await settled(page);
}
