import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startHost } from 'template-host';
import { buildAssets } from '#assets/build.ts';
import { synthesize } from '#infra/synthesize.ts';
import { launchBrowser } from '#test/browser/chromium.ts';
import { defineCommand, runCommand } from '../command.ts';
import { loadSamples } from '../local/samples/load-samples.ts';
import { signInAsSample } from './sample-visit/sign-in.ts';

process.env.TZ = 'UTC';
const pictures = join(import.meta.dirname, '../../docs/screenshots');

type Shot = {
  readonly name: string;
  readonly path: string;
  readonly language: 'hu' | 'en';
  readonly width: number;
  /** The text that must be on the page before the picture is taken. */
  readonly shows: string;
  readonly isSignedIn?: true;
  readonly colorScheme?: 'dark';
  readonly prepare?: (page: Page) => Promise<unknown>;
};

const openFirst = async (page: Page) => {
  await page.locator('li.document a').first().click();
  await page.locator('.preview canvas').waitFor();
};

const shots: readonly Shot[] = [
  { name: 'sign-in', path: '/', language: 'hu', width: 400, shows: '[name=password]' },
  { name: 'register', path: '/register', language: 'hu', width: 400, shows: '[name="identity.mothersName"]' },
  { name: 'documents', path: '/documents', language: 'hu', width: 400, shows: 'li.document', isSignedIn: true },
  {
    name: 'consent',
    path: '/policies',
    language: 'en',
    width: 400,
    shows: 'li.policy',
    isSignedIn: true,
    prepare: (page) => page.getByRole('button', { name: /^Turn on ePosta/ }).click(),
  },
  { name: 'account', path: '/account', language: 'hu', width: 400, shows: '.change', isSignedIn: true },
  {
    name: 'wrong-password',
    path: '/account/mobile',
    language: 'hu',
    width: 400,
    shows: '[name=mobile]',
    isSignedIn: true,
    prepare: async (page) => {
      await page.fill('[name=mobile]', '06 70 555 0202');
      await page.fill('[name=password]', 'nem ez a jelszó');
      await page.click('main button[type=submit]');
      await page.locator('.error').waitFor();
      await page.evaluate("document.querySelector('main h1').scrollIntoView()");
    },
  },
  { name: 'help', path: '/help#wrong-passwords', language: 'hu', width: 400, shows: '#wrong-passwords' },
  { name: 'home', path: '/home', language: 'hu', width: 400, shows: 'a.task[href="/policies"]', isSignedIn: true },
  {
    name: 'document',
    path: '/documents',
    language: 'hu',
    width: 400,
    shows: 'li.document',
    isSignedIn: true,
    prepare: openFirst,
  },
  { name: 'documents-wide', path: '/documents', language: 'en', width: 1000, shows: 'li.document', isSignedIn: true },
];

/** The second sample profile (brands/rubin): another insurer's look on the same pages. */
const otherShots: readonly Shot[] = [
  {
    name: 'rubin-home',
    path: '/home',
    language: 'hu',
    width: 400,
    shows: 'a.task[href="/policies"]',
    isSignedIn: true,
  },
  {
    name: 'rubin-documents',
    path: '/documents',
    language: 'en',
    width: 400,
    shows: 'li.document',
    isSignedIn: true,
    colorScheme: 'dark',
  },
];

async function take(browser: Browser, portalUrl: string, shot: Shot): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: shot.width, height: 800 },
    reducedMotion: 'reduce',
    colorScheme: shot.colorScheme ?? 'light',
    storageState: {
      cookies: [],
      origins: [{ origin: portalUrl, localStorage: [{ name: 'language', value: shot.language }] }],
    },
  });
  const page = await context.newPage();
  if (shot.isSignedIn) await signInAsSample(page, portalUrl);
  await page.goto(portalUrl + shot.path);
  await page.locator(shot.shows).first().waitFor();
  await shot.prepare?.(page);
  // WebP, which the browser itself writes: a fifth of the bytes of a PNG.
  const tools = await context.newCDPSession(page);
  const { data } = await tools.send('Page.captureScreenshot', { format: 'webp', quality: 70 });
  await writeFile(join(pictures, `${shot.name}.webp`), data, 'base64');
  await context.close();
}

async function takeOf(brand: string, chosen: readonly Shot[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-screenshots-'));
  const stacks = synthesize({ outdir: join(folder, 'cdk.out'), context: { brand } });
  const host = await startHost({ ...stacks, port: 0, awsPort: 0 });
  const browser = await launchBrowser();
  try {
    await loadSamples(host);
    for (const shot of chosen) await take(browser, host.url, shot);
  } finally {
    await browser.close();
    await host.close();
    await rm(folder, { recursive: true });
  }
}

async function takeAll(): Promise<void> {
  await buildAssets();
  await mkdir(pictures, { recursive: true });
  await takeOf('minta', shots);
  await takeOf('rubin', otherShots);
}

await runCommand(
  defineCommand('screenshots', 'Takes the pictures in docs/screenshots/ from the local host with its samples.').action(
    takeAll,
  ),
);
