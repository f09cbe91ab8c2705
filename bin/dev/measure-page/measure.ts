import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import type { Measures } from './lighthouse-score.ts';
import { recordFrames, speedIndex } from './visual-progress.ts';

/**
 * Lighthouse's mobile conditions where they are applied and not only simulated (core/config/constants.js,
 * mobileSlow4G): a request's latency of 3.75 round trips of 150 ms, nine tenths of 1.6 Mbit/s, a quarter of the processor.
 */
const network = {
  offline: false,
  latency: 150 * 3.75,
  downloadThroughput: (1.6 * 1024 * 1024 * 0.9) / 8,
  uploadThroughput: (750 * 1024 * 0.9) / 8,
};
const telephone = { width: 412, height: 823, deviceScaleFactor: 1.75, mobile: true };

const paintSchema = v.object({
  start: v.number(),
  fcp: v.number(),
  lcp: v.number(),
  cls: v.number(),
  longTasks: v.array(v.object({ at: v.number(), ms: v.number() })),
});
const seen = `new Promise((resolve) => {
  const found = { start: performance.timeOrigin, fcp: 0, lcp: 0, cls: 0, longTasks: [] };
  const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch('paint', ({ name, startTime }) => { if (name === 'first-contentful-paint') found.fcp = startTime; });
  watch('largest-contentful-paint', ({ startTime }) => { found.lcp = startTime; });
  watch('layout-shift', ({ value }) => { found.cls += value; });
  watch('longtask', ({ startTime, duration }) => { found.longTasks.push({ at: startTime, ms: duration }); });
  setTimeout(() => resolve(found), 200);
})`;

/** Long after the last request nothing more happens, in ms; Lighthouse waits as long. */
const quiet = 5250;

export type Measured = Measures & { readonly bytes: number; readonly requests: number; readonly longestTask: number };

/**
 * Loads a page once on a slow telephone with nothing kept from before, and measures it. Times in ms. `prepare` brings the browser
 * there, such as to sign in; what was fetched for that is forgotten.
 */
export async function measurePage(
  browser: Browser,
  address: string,
  prepare: (page: Page) => Promise<void> = async () => {},
): Promise<Measured> {
  // The sample customer's language, so that no page begins in another one.
  const context = await browser.newContext({ locale: 'hu-HU' });
  const page = await context.newPage();
  await prepare(page);
  await page.goto('about:blank');
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.clearBrowserCache');
  let bytes = 0;
  let requests = 0;
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  await devtools.send('Network.enable');
  await devtools.send('Emulation.setDeviceMetricsOverride', telephone);
  await devtools.send('Network.emulateNetworkConditions', network);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const stop = await recordFrames(devtools);
  await page.goto(address, { waitUntil: 'networkidle' });
  await pause(quiet);
  const frames = await stop();
  const { start, fcp, lcp, cls, longTasks } = v.parse(paintSchema, await page.evaluate(seen));
  await context.close();
  const after = longTasks.filter(({ at, ms }) => at + ms > fcp);
  return {
    ...{ fcp, lcp, cls, bytes, requests },
    tbt: after.reduce((sum, { at, ms }) => sum + Math.max(0, at + ms - Math.max(at, fcp) - 50), 0),
    // Nothing is seen before the first paint, whatever the recording's beat.
    si: Math.max(fcp, await speedIndex(browser, frames, start / 1000)),
    longestTask: Math.max(0, ...longTasks.map(({ ms }) => ms)),
  };
}
