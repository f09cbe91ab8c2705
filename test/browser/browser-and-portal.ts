import type { Browser } from 'playwright-core';
import { afterAll } from 'vitest';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { launchBrowser } from './chromium.ts';

/** One browser and one portal for all tests of the file that asks, closed after them. */
export async function browserAndPortalOfFile(): Promise<{ readonly browser: Browser; readonly portal: Portal }> {
  const [browser, portal] = await Promise.all([launchBrowser(), openPortal()]);
  afterAll(async () => {
    await browser.close();
    await portal.close();
  });
  return { browser, portal };
}
