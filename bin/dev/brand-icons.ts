import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { brandsFolder } from '#brands/brand.ts';
import { launchBrowser } from '#test/browser/chromium.ts';
import { defineCommand, runCommand } from '../command.ts';

type Picture = {
  readonly of: 'icon.svg' | 'logo.svg';
  readonly height: number;
  /** In pixels on each side: systems cut maskable icons into other shapes. */
  readonly margin?: number;
  readonly ground?: string;
};

const pictures: Readonly<Record<string, Picture>> = {
  'apple-touch-icon.png': { of: 'icon.svg', height: 180, margin: 20, ground: '#ffffff' },
  'icon-192.png': { of: 'icon.svg', height: 192 },
  'icon-512.png': { of: 'icon.svg', height: 512 },
  'icon-maskable-512.png': { of: 'icon.svg', height: 512, margin: 96, ground: '#ffffff' },
  // Twice its size in a mail, for screens with fine pixels.
  'mail-logo.png': { of: 'logo.svg', height: 80 },
};

/** Draws a picture as PNG. */
async function draw(browser: Browser, svg: string, { height, margin = 0, ground }: Picture): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1024, height: 1024 } });
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  await page.setContent(
    `<style>*{margin:0}div{display:inline-block;padding:${margin}px;background:${ground ?? 'transparent'}}img{display:block;height:${height - 2 * margin}px}</style><div><img src="${source}"></div>`,
  );
  const png = await page.locator('div').screenshot({ omitBackground: true });
  await page.close();
  return png;
}

/** An ICO file with one PNG of `size` pixels in it. */
function icoOf(png: Buffer, size: number): Buffer {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.writeUInt8(size, 6);
  head.writeUInt8(size, 7);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, png]);
}

async function drawAll(brands: readonly string[]): Promise<void> {
  const browser = await launchBrowser();
  try {
    for (const brand of brands) {
      const folder = join(brandsFolder, brand);
      const drawn = async (picture: Picture) =>
        draw(browser, await readFile(join(folder, picture.of), 'utf8'), picture);
      for (const [name, picture] of Object.entries(pictures)) await writeFile(join(folder, name), await drawn(picture));
      await writeFile(join(folder, 'favicon.ico'), icoOf(await drawn({ of: 'icon.svg', height: 32 }), 32));
    }
  } finally {
    await browser.close();
  }
}

await runCommand(
  defineCommand('brand-icons', "Draws the icons of brands from their icon.svg and logo.svg, into the brands' folders.")
    .argument('<brands...>', 'the names of folders in brands/')
    .action(drawAll),
);
