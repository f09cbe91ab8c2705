import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** The browser of this machine. Throws where there is none: these tests cannot be skipped. */
export function chromiumPath(): string {
  for (const folder of (process.env.PATH ?? '').split(delimiter))
    for (const name of names)
      try {
        const path = join(folder, name);
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not in this folder.
      }
  throw new Error('The browser tests need Chromium on the PATH (Debian: apt-get install chromium)');
}

/** A headless browser of its own that asks nobody but the pages it is shown. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
