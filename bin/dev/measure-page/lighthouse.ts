import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { requireFreePort } from 'template-host/testing/require-free-port';
import * as v from 'valibot';
import { chooseChromium, launchOptions } from '#test/browser/chromium.ts';
import type { Measured } from './measure.ts';

/** Fetched by npx when it is asked for: two hundred packages that nothing else here needs. */
const lighthouse = 'lighthouse@13.5.0';

const amount = v.object({ numericValue: v.number() });
const reportSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    categories: v.object({ performance: v.object({ score: v.number() }) }),
    audits: v.object({
      'first-contentful-paint': amount,
      'speed-index': amount,
      'largest-contentful-paint': amount,
      'total-blocking-time': amount,
      'cumulative-layout-shift': amount,
      'max-potential-fid': amount,
      'total-byte-weight': amount,
      'network-requests': v.object({ details: v.object({ items: v.array(v.unknown()) }) }),
    }),
  }),
);

/** A page's measures and its score, 0 to 100. */
export type Report = Measured & { readonly score: number };

export type Preset = 'mobile' | 'desktop';

/**
 * Lets Lighthouse load a page so many times in a fresh profile, nothing kept from before but what `prepare` brings, such as a sign-in.
 * The simulated network and processor are Lighthouse's own, those of its default or of its preset for desktops.
 */
export async function lighthouseReports(
  address: string,
  prepare: (page: Page) => Promise<void>,
  { preset, rounds }: { readonly preset: Preset; readonly rounds: number },
): Promise<readonly Report[]> {
  const profile = await mkdtemp(join(tmpdir(), 'portal-lighthouse-'));
  const port = await requireFreePort();
  const { args, ...launch } = launchOptions(await chooseChromium());
  const context = await chromium.launchPersistentContext(profile, {
    ...launch,
    args: [...args, `--remote-debugging-port=${port}`, '--accept-lang=hu'],
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await prepare(page);
    await page.goto('about:blank');
    const devtools = await context.newCDPSession(page);
    const reports: Report[] = [];
    for (let round = 0; round < rounds; round++) {
      await devtools.send('Network.clearBrowserCache');
      reports.push(await report(address, port, preset));
    }
    return reports;
  } finally {
    await context.close();
    await rm(profile, { recursive: true });
  }
}

async function report(address: string, port: number, preset: Preset): Promise<Report> {
  const given = [
    ...[address, `--port=${port}`, '--output=json', '--quiet', '--only-categories=performance'],
    // The session's cookie stays; the cache was emptied by hand.
    ...['--disable-storage-reset', ...(preset === 'desktop' ? ['--preset=desktop'] : [])],
  ];
  const { stdout } = await promisify(execFile)('npx', ['--yes', lighthouse, ...given], { maxBuffer: 64_000_000 });
  const { categories, audits } = v.parse(reportSchema, stdout);
  const of = (name: Exclude<keyof typeof audits, 'network-requests'>) => audits[name].numericValue;
  return {
    score: 100 * categories.performance.score,
    fcp: of('first-contentful-paint'),
    si: of('speed-index'),
    lcp: of('largest-contentful-paint'),
    tbt: of('total-blocking-time'),
    cls: of('cumulative-layout-shift'),
    longestTask: of('max-potential-fid'),
    bytes: of('total-byte-weight'),
    requests: audits['network-requests'].details.items.length,
  };
}
