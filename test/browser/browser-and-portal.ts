import type { Browser } from 'playwright-core';
import { afterAll } from 'vitest';
import type { Portal } from '#test/support/portal/portal.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { launchBrowser } from './chromium.ts';

/** One browser and one portal for all tests of the file that asks, closed after them. */
export async function browserAndPortalOfFile(): Promise<{ readonly browser: Browser; readonly portal: Portal }> {
  const [browser, portal] = await Promise.all([launchBrowser(), portalOfFile()]);
  afterAll(() => browser.close());
  return { browser, portal };
}
