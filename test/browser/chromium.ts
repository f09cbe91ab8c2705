import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import * as v from 'valibot';
import { installed, isExecutable } from './installed.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome'];
const root = join(import.meta.dirname, '../..');

type Chromium = { readonly executablePath: string; readonly env: NodeJS.ProcessEnv };

/** The Chromium of this machine: the first on `path`, if there is one. */
export const installedChromium = (path?: string): string | undefined => installed(names, path);

/** The package's own configuration looks for fonts in Lambda's folders. Without any font a page has no text. */
const fontsConfiguration = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;

/** Prints nothing: it makes the package unpack itself, libraries too, which it does for Lambda only. */
const unpack = `await (await import('@sparticuz/chromium')).default.executablePath()`;

/**
 * The Chromium that npm brings (`@sparticuz/chromium`, Linux x64), with its own libraries and fonts, for a machine that
 * has none. It is unpacked once for each version, into a folder of its own that then gets its name in one step: test
 * files run side by side, and none may start half a browser. Throws on other systems.
 */
export async function suppliedChromium(): Promise<Chromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('The browser tests need Chromium or Chrome on the PATH (npm brings one for Linux x64 only)');
  const text = await readFile(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8');
  const { version } = v.parse(v.pipe(v.string(), v.parseJson(), v.object({ version: v.string() })), text);
  const cache = join(root, 'node_modules/.cache');
  const folder = join(cache, `chromium-${version}`);
  const executablePath = join(folder, 'chromium');
  if (!isExecutable(executablePath)) {
    await mkdir(cache, { recursive: true });
    const unpacked = await mkdtemp(join(cache, 'chromium-'));
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], {
      cwd: root,
      env: { ...process.env, TMPDIR: unpacked, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
    });
    await writeFile(join(unpacked, 'fonts.conf'), fontsConfiguration(folder));
    // Another test file was faster: its folder is as good.
    await rename(unpacked, folder).catch(() => rm(unpacked, { recursive: true }));
  }
  const env = { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  return { executablePath, env: { ...process.env, ...env } };
}

/** The machine's Chromium, or else the one from npm. */
export async function chooseChromium(): Promise<Chromium> {
  const executablePath = installedChromium();
  return executablePath === undefined ? suppliedChromium() : { executablePath, env: process.env };
}

/** A headless browser that makes no requests of its own, only those of its pages: the machine's, or else the one from npm. */
export async function launchBrowser(choose: () => Promise<Chromium> = chooseChromium): Promise<Browser> {
  return chromium.launch(launchOptions(await choose()));
}

/** How a Chromium starts that makes no requests of its own. */
export const launchOptions = ({ executablePath, env }: Chromium) => ({
  executablePath,
  env: Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
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
