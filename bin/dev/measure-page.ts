import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startHost } from 'template-host';
import { buildAssets } from '#infra/build.ts';
import { synthesize } from '#infra/synthesize.ts';
import { violations } from '#test/browser/axe.ts';
import { launchBrowser } from '#test/browser/chromium.ts';
import { defineCommand, runCommand } from '../command.ts';
import { loadSamples } from '../local/samples/load-samples.ts';
import { performanceScore } from './measure-page/lighthouse-score.ts';
import { type Measured, measurePage } from './measure-page/measure.ts';
import { signInAsSample } from './sample-visit/sign-in.ts';

const rounds = 5;
/** Pages that only signed-in customers see: the sample customer's. */
const forCustomers = /^\/(?:home|documents|policies|account)(?:\/|$)/;
/** Stands for the page of the customer's newest document. */
const oneDocument = '/documents/*';

const scoreOf = (measured: Measured) => performanceScore(measured).score;

async function measureAll(paths: readonly string[]): Promise<void> {
  await buildAssets();
  const folder = await mkdtemp(join(tmpdir(), 'portal-measure-'));
  const stacks = synthesize({ outdir: join(folder, 'cdk.out') });
  const host = await startHost({ ...stacks, port: 0, awsPort: 0 });
  const browser = await launchBrowser();
  try {
    console.log(
      'page          score   FCP ms   SI ms   LCP ms   TBT ms     CLS   longest task ms   KB   requests   axe',
    );
    await loadSamples(host);
    const newest = paths.includes(oneDocument) ? await newestDocument(browser, host.url) : '';
    for (const path of paths) {
      const address = host.url + (path === oneDocument ? newest : path);
      const prepare = async (page: Page) => {
        if (forCustomers.test(path)) await signInAsSample(page, host.url);
      };
      const runs: Measured[] = [];
      for (let round = 0; round < rounds; round++) runs.push(await measurePage(browser, address, prepare));
      const median = runs.sort((a, b) => scoreOf(a) - scoreOf(b))[Math.floor(rounds / 2)];
      const wrong = await wrongWith(browser, address, prepare);
      if (median) console.log([lineOf(path, median, wrong.length), ...wrong].join('\n'));
    }
  } finally {
    await browser.close();
    await host.close();
    await rm(folder, { recursive: true });
  }
}

/** The address of the sample customer's newest document. */
async function newestDocument(browser: Browser, portalUrl: string): Promise<string> {
  const page = await browser.newPage();
  await signInAsSample(page, portalUrl);
  await page.locator('nav a[href="/documents"]').click();
  const path = await page.locator('li.document a').first().getAttribute('href');
  await page.close();
  return path ?? '/documents';
}

type Prepare = (page: Page) => Promise<void>;

async function wrongWith(browser: Browser, address: string, prepare: Prepare): Promise<string[]> {
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  await prepare(page);
  await page.goto(address, { waitUntil: 'networkidle' });
  const wrong = await violations(page);
  await page.close();
  return wrong;
}

function lineOf(path: string, measured: Measured, wrong: number): string {
  const { fcp, si, lcp, tbt, cls, longestTask, bytes, requests } = measured;
  const cells = [
    [scoreOf(measured).toFixed(1), 7],
    ...[fcp, si, lcp, tbt].map((ms, index) => [ms.toFixed(0), index === 1 ? 8 : 9] as const),
    [cls.toFixed(3), 8],
    [longestTask.toFixed(0), 18],
    [(bytes / 1000).toFixed(0), 5],
    [String(requests), 11],
    [String(wrong), 6],
  ] as const;
  return path.padEnd(12) + cells.map(([text, width]) => text.padStart(width)).join('');
}

await runCommand(
  defineCommand(
    'measure-page',
    `Prints Lighthouse's performance measures and score of the built pages on a slow telephone, each loaded five times; the median
run counts. The last column counts the faults that axe finds; they are listed below. On a busy machine the blocking
time says more about the machine than about the page. Customers' pages are the sample customer's; ${oneDocument} is the newest document.`,
  )
    .argument('[paths...]', 'the pages', [
      ...['/', '/register', '/recover', '/check', '/help'],
      ...['/home', '/documents', oneDocument],
    ])
    .action(measureAll),
);
