import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { launchBrowser } from './chromium.ts';

// One browser and one portal for each file that imports them, from its first test to its last.

export let browser: Browser;
export let portal: Portal;

beforeAll(async () => {
  [browser, portal] = await Promise.all([launchBrowser(), openPortal()]);
});
afterAll(async () => {
  await browser?.close();
  await portal?.close();
});
