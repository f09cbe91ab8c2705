import { expect, it } from 'vitest';
import { installedChromium, launchBrowser, suppliedChromium } from './chromium.ts';

it('a machine without a browser uses the one that npm brings', async () => {
  expect(installedChromium('/nowhere')).toBeUndefined();
  if (process.platform !== 'linux' || process.arch !== 'x64') return;
  // Two test files at the same time, on a machine where none was unpacked yet.
  const [one, other] = await Promise.all([suppliedChromium(), suppliedChromium()]);
  expect(one.executablePath).toBe(other.executablePath);
  const browser = await launchBrowser(async () => one);
  try {
    const page = await browser.newPage();
    await page.setContent('<h1>Ügyfélportál</h1>');
    expect(await page.locator('h1').innerText()).toBe('Ügyfélportál');
    expect(await page.locator('h1').evaluate((heading) => heading.getBoundingClientRect().height)).toBeGreaterThan(0);
  } finally {
    await browser.close();
  }
});
