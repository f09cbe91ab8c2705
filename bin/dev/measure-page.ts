import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startHost } from 'template-host';
import { buildAssets } from '#assets/build.ts';
import { synthesize } from '#infra/synthesize.ts';
import { violations } from '#test/browser/axe.ts';
import { launchBrowser } from '#test/browser/chromium.ts';
import { isForCustomers } from '../../web/src/page-paths.ts';
import { defineCommand, runCommand } from '../command.ts';
import { loadSamples } from '../local/samples/load-samples.ts';
import { lighthouseReports, type Report } from './measure-page/lighthouse.ts';
import { performanceScore } from './measure-page/lighthouse-score.ts';
import { measurePage } from './measure-page/measure.ts';
import { signInAsSample } from './sample-visit/sign-in.ts';

/** An odd number: the median is one of the runs. */
const rounds = 5;
/** Stands for the page of the customer's newest document. */
const oneDocument = '/documents/*';

type Options = { readonly lighthouse: boolean; readonly desktop: boolean };

async function measureAll(paths: readonly string[], { lighthouse, desktop }: Options): Promise<void> {
  await buildAssets();
  const folder = await mkdtemp(join(tmpdir(), 'portal-measure-'));
  const stacks = synthesize({ outdir: join(folder, 'cdk.out') });
  const host = await startHost({ ...stacks, port: 0, awsPort: 0 });
  const browser = await launchBrowser();
  try {
    console.log(
      'page          score   FCP ms   SI ms   LCP ms   TBT ms     CLS   longest task ms   KB   requests   axe',
    );
    const preset = desktop ? 'desktop' : 'mobile';
    await loadSamples(host);
    const newest = paths.includes(oneDocument) ? await newestDocument(browser, host.url) : '';
    for (const path of paths) {
      const address = host.url + (path === oneDocument ? newest : path);
      const prepare = async (page: Page) => {
        if (isForCustomers(path)) await signInAsSample(page, host.url);
      };
      const runs = lighthouse
        ? await lighthouseReports(address, prepare, { preset, rounds })
        : await ourReports(browser, address, prepare);
      const median = [...runs].sort((a, b) => a.score - b.score)[Math.floor(rounds / 2)];
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

async function ourReports(browser: Browser, address: string, prepare: Prepare): Promise<readonly Report[]> {
  const runs: Report[] = [];
  for (let round = 0; round < rounds; round++) {
    const measured = await measurePage(browser, address, prepare);
    runs.push({ ...measured, score: performanceScore(measured).score });
  }
  return runs;
}

async function wrongWith(browser: Browser, address: string, prepare: Prepare): Promise<string[]> {
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  await prepare(page);
  await page.goto(address, { waitUntil: 'networkidle' });
  const wrong = await violations(page);
  await page.close();
  return wrong;
}

function lineOf(path: string, report: Report, wrong: number): string {
  const { score, fcp, si, lcp, tbt, cls, longestTask, bytes, requests } = report;
  const cells = [
    [score.toFixed(1), 7],
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
    `Prints Lighthouse's performance measures and score of the built pages, each loaded five times; the median run counts. With
--lighthouse Lighthouse itself measures, by its defaults (a telephone, network and processor simulated); npx fetches it. Without, this
command measures by Lighthouse's formulas and applies the slow network and processor, each request 560 ms late: harsher than Lighthouse's
defaults, which simulate 150 ms. The last column counts the faults that axe finds; they are listed below. On a busy machine
the blocking time says more about the machine than about the page. Customers' pages are the sample customer's; ${oneDocument} is the
newest document.`,
  )
    .argument('[paths...]', 'the pages', [
      ...['/', '/register', '/recover', '/check', '/help'],
      ...['/home', '/documents', oneDocument],
    ])
    .option('--lighthouse', 'lets Lighthouse itself measure', false)
    .option('--desktop', 'with --lighthouse: by its preset for desktops', false)
    .action(measureAll),
);
