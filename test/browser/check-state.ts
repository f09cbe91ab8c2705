import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { expect } from 'vitest';
import { violations } from './axe.ts';
import type { Visit } from './visit.ts';

const frameSchema = v.object({
  lang: v.string(),
  overflow: v.number(),
  media: v.string(),
  footer: v.string(),
  helpline: v.string(),
  numbers: v.array(v.string()),
  small: v.array(v.string()),
});
const frame = `(() => {
  const footer = document.querySelector('footer');
  const number = footer.querySelector('a[href^="tel:"]').getBoundingClientRect();
  const isSeen = (one) => one.checkVisibility({ visibilityProperty: true }) && matchMedia('screen').matches;
  return {
    lang: document.documentElement.lang,
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    media: matchMedia('print').matches ? 'print' : 'screen',
    footer: footer.textContent,
    // A telephone number is a link that dials, and stands on one line.
    numbers: [...document.querySelectorAll('#portal *')].flatMap((one) => {
      const says = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.includes('335 3355'));
      const isShown = one.checkVisibility({ visibilityProperty: true }) && matchMedia('screen').matches;
      if (!says || !isShown) return [];
      const dials = one.matches('a[href^="tel:"]');
      return dials && one.getClientRects().length === 1 ? [] : [one.outerHTML.slice(0, 150)];
    }),
    // On a telephone what is pressed is as large as a finger.
    small: innerWidth > 600 ? [] : [...document.querySelectorAll('button, select, summary, .site-nav a, .change a, .way-back')].filter(isSeen).flatMap((one) => {
      const { width, height } = one.getBoundingClientRect();
      return width > 43.5 && height > 43.5 ? [] : [[Math.round(width), Math.round(height), one.outerHTML.slice(0, 120)].join(' ')];
    }),
    helpline: [number.left, footer.getBoundingClientRect().bottom - number.top].map(Math.round).join(' '),
  };
})()`;

const broken = `[...document.querySelectorAll('.button')].filter((one) => one.checkVisibility({ visibilityProperty: true })).flatMap((one) => {
  const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  const words = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    // A word for screen readers only is cut to a pixel.
    if (getComputedStyle(node.parentElement).clipPath !== 'none') continue;
    for (const { 0: word, index } of node.data.matchAll(/[^\\s-]+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) words.push(word);
    }
  }
  return words;
})`;

/** The words of buttons that go on in the next line, as `Hozzájárulo|k` does in a button that is too narrow. */
export const brokenWords = async (page: Page): Promise<readonly string[]> =>
  v.parse(v.array(v.string()), await page.evaluate(broken));

/** The helpline's place so far, by portal, language and width: from the left edge and from the footer's end, in pixels. */
const helplineAt = new Map<string, string>();

/**
 * What holds on every page and in every state: no axe violation, nothing wider than the window, the page's language,
 * the helpline in the same place (WCAG 3.2.6), telephone numbers whole and as links, words of buttons whole, targets for a finger,
 * nothing that a page must not do (visit.ts).
 */
export async function checkState({ page, language, offences }: Visit, state: string): Promise<void> {
  expect(await violations(page), state).toEqual([]);
  const { lang, overflow, media, footer, helpline, numbers, small } = v.parse(frameSchema, await page.evaluate(frame));
  expect(lang, state).toBe(language);
  expect(overflow, `${state}: pixels outside the window`).toBeLessThanOrEqual(0);
  expect(footer, state).toContain('(06 1/20/30/70) 335 3355');
  const kind = `${new URL(page.url()).origin} ${media} ${language} ${page.viewportSize()?.width}`;
  helplineAt.set(kind, helplineAt.get(kind) ?? helpline);
  expect(helpline, `${state}: the helpline's place`).toBe(helplineAt.get(kind));
  expect(numbers, `${state}: telephone numbers that break or do not dial`).toEqual([]);
  expect(await brokenWords(page), `${state}: words of buttons that break`).toEqual([]);
  expect(small, `${state}: smaller than 44 pixels`).toEqual([]);
  expect(offences, state).toEqual([]);
}
