import { expect, it } from 'vitest';
import { browserAndPortalOfFile } from './browser-and-portal.ts';

const { browser, portal } = await browserAndPortalOfFile();

it('R13.1 without JavaScript the page says so at its top, with the helpline, and nothing else', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${portal.url}/documents`);
  // Playwright finds no text inside noscript.
  const text = page.locator('.no-script p').first();
  await text.waitFor();
  expect((await text.boundingBox())?.y).toBeLessThan(100);
  expect(await text.textContent()).toMatch(/kapcsolja be böngészőjében a JavaScriptet.*335 3355/);
  expect(await page.locator('#portal').isVisible()).toBe(false);
  await context.close();
});
