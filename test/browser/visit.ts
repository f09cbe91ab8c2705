import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Portal } from '#test/support/portal/portal.ts';
import { settled } from './settled.ts';

export type Language = 'hu' | 'en';

/** Both languages, on a telephone and on a desk. */
export const everyForm = [
  { language: 'hu', width: 360 },
  { language: 'hu', width: 1280 },
  { language: 'en', width: 360 },
  { language: 'en', width: 1280 },
] as const;

/** A browser profile with one open page, and what it did that no page of the portal may do. */
export type Visit = {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly language: Language;
  /** Requests to other origins than the page's and the documents bucket's; violations of the CSP; uncaught errors. */
  readonly offences: readonly string[];
  /** The calls of the API so far, as `POST /api/session`. */
  readonly calls: readonly string[];
  readonly open: (path: string) => Promise<void>;
  /**
   * Makes the profile a fresh one again, for another test of the same kind: a new one needs a process of its own, which compiles the
   * pages' scripts again. What a page does to the clock stays; such a visit is closed.
   */
  readonly afresh: () => Promise<void>;
  readonly close: () => Promise<void>;
};

type Options = {
  readonly width?: number;
  readonly language?: Language;
  /** Whether the language was chosen in this browser before; otherwise the page decides by itself. Default: true. */
  readonly hasChosen?: boolean;
};

/** Opens a fresh profile, `width` CSS pixels wide, in which the language was chosen before. */
export async function visit(browser: Browser, portal: Portal, options: Options = {}): Promise<Visit> {
  const { width = 1280, language = 'hu', hasChosen = true } = options;
  const offences: string[] = [];
  const calls: string[] = [];
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 640 : 800 },
    acceptDownloads: true,
    reducedMotion: 'reduce',
  });
  // As if the language had been chosen before: the switch itself has a test of its own. (Playwright's storageState would load a page
  // only to write this down.)
  if (hasChosen)
    await context.addInitScript(
      `if (location.origin === '${portal.url}' && localStorage.getItem('language') === null) localStorage.setItem('language', '${language}');`,
    );
  context.on('request', (request) => {
    const { origin, pathname, protocol } = new URL(request.url());
    if (/^https?:$/.test(protocol) && origin !== portal.url && origin !== portal.aws) offences.push(request.url());
    if (pathname.startsWith('/api/')) calls.push(`${request.method()} ${pathname}`);
  });
  context.on('console', (message) => {
    // The browser itself reports what the API refuses, and a cut network.
    if (message.type() === 'error' && !/^Failed to load resource/.test(message.text())) offences.push(message.text());
  });
  context.on('weberror', (error) => offences.push(error.error().message));
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const viewport = page.viewportSize() ?? { width, height: 800 };

  /** What a site keeps can be cleared in one of its pages only, and the last one might still write. */
  async function clearStorage(): Promise<void> {
    const blank = `${portal.url}/blank`;
    await page.route(blank, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title></title>' }),
    );
    await page.goto(blank);
    await page.evaluate('localStorage.clear(); sessionStorage.clear()');
    await page.unroute(blank);
  }

  return {
    context,
    page,
    language,
    offences,
    calls,
    open: async (path) => {
      await page.goto(`${portal.url}${path}`);
      await page.locator('h1').waitFor();
      await settled(page);
    },
    async afresh() {
      for (const other of context.pages()) if (other !== page) await other.close();
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await clearStorage();
      await context.clearCookies();
      await context.clearPermissions();
      await page.emulateMedia({ media: null, colorScheme: null, forcedColors: null, contrast: null });
      await page.setViewportSize(viewport);
      offences.splice(0);
      calls.splice(0);
    },
    close: () => context.close(),
  };
}

/** Signs out without the portal: the browser has no session any more, and still the cookie of a known device. */
export const forgetSession = ({ context }: Visit): Promise<void> => context.clearCookies({ name: '__Host-session' });
