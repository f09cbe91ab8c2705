import type { Browser, CDPSession } from 'playwright-core';
import * as v from 'valibot';

/** A picture of the page, base64 JPEG, and when it was taken (s since 1970). */
type Frame = { readonly data: string; readonly at: number };

/** Records what the page shows from now on; `stop` returns the pictures. */
export async function recordFrames(devtools: CDPSession) {
  const frames: Frame[] = [];
  devtools.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    if (metadata.timestamp !== undefined) frames.push({ data, at: metadata.timestamp });
    // The last picture may come when the page is already closing.
    devtools.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
  });
  await devtools.send('Page.startScreencast', { format: 'jpeg', quality: 60, maxWidth: 206, maxHeight: 412 });
  return async (): Promise<readonly Frame[]> => {
    await devtools.send('Page.stopScreencast');
    return frames;
  };
}

/** How different each picture is from the last one, by the histograms of their colours; computed in the browser. */
const distances = `async (pictures) => {
  const histogram = async (data) => {
    const bitmap = await createImageBitmap(await (await fetch('data:image/jpeg;base64,' + data)).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    canvas.drawImage(bitmap, 0, 0);
    const counts = new Array(768).fill(0);
    canvas.getImageData(0, 0, bitmap.width, bitmap.height).data.forEach((value, index) => {
      if (index % 4 < 3) counts[(index % 4) * 256 + value] += 1;
    });
    return counts;
  };
  const all = await Promise.all(pictures.map(histogram));
  const last = all[all.length - 1];
  return all.map((counts) => counts.reduce((sum, count, index) => sum + Math.abs(count - last[index]), 0));
}`;

/**
 * The Speed Index in ms after `start` (s since 1970): for how long how much of the final picture was still missing.
 * The first picture counts as nothing shown yet.
 */
export async function speedIndex(browser: Browser, frames: readonly Frame[], start: number): Promise<number> {
  const page = await browser.newPage();
  const pictures = JSON.stringify(frames.map(({ data }) => data));
  const unlike = v.parse(v.array(v.number()), await page.evaluate(`(${distances})(${pictures})`));
  await page.close();
  const [most = 0] = unlike;
  if (most === 0) return 0;
  return frames.reduce((sum, { at }, index) => {
    const since = index === 0 ? start : at;
    const until = frames[index + 1]?.at ?? since;
    return sum + ((unlike[index] ?? 0) / most) * Math.max(0, until - Math.max(since, start)) * 1000;
  }, 0);
}
