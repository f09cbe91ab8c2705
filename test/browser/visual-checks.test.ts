import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { statesInTurn } from './states/check-everywhere.ts';
import { richestStates } from './states/richest-states.ts';

const { browser, portal } = await browserAndPortalOfFile();

const reach = statesInTurn(browser, portal);

const texts = v.array(v.string());
const evaluate = async <S extends v.GenericSchema>(page: Page, schema: S, code: string) =>
  v.parse(schema, await page.evaluate(code));

/** Texts that reach out of the window or of the box that cuts them off. */
const cutOff = (page: Page) =>
  evaluate(
    page,
    texts,
    `[...document.querySelectorAll('body *')].flatMap((one) => {
      if (!one.checkVisibility({ visibilityProperty: true }) || one.closest('.visually-hidden, .skip, .textLayer')) return [];
      // A word for screen readers only: others see its icon.
      if (getComputedStyle(one).clipPath === 'inset(50%)') return [];
      const { left, right, width } = one.getBoundingClientRect();
      const isOut = width > 0 && (left < -1 || right > innerWidth + 1);
      const { overflowX, overflowY } = getComputedStyle(one);
      const cuts = overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1;
      const hides = ['hidden', 'clip'].includes(overflowY) && one.scrollHeight > one.clientHeight + 1;
      return isOut || (cuts && one.tagName !== 'INPUT') || hides ? [one.outerHTML.slice(0, 120)] : [];
    })`,
  );

/** WCAG 1.4.12, as its technique C36 tests it. */
const spacing =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }';

const focusSchema = v.object({
  key: v.string(),
  html: v.string(),
  isControl: v.boolean(),
  outline: v.number(),
  contrast: v.number(),
  isInView: v.boolean(),
});
/** The focused element: its outline's width in pixels, the outline's contrast to the background, whether it is visible. */
const focused = `(() => {
  const one = document.activeElement;
  const seen = one.matches('input[type=file]') ? one.labels[0] : one;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(seen);
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
  const luminance = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) =>
      part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let behind = seen.parentElement;
  while (behind.parentElement && /^rgba.* 0\\)$/.test(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
  const [dark, light] = [luminance(outlineColor), luminance(getComputedStyle(behind).backgroundColor)].sort((a, b) => a - b);
  const { left, top, width, height } = seen.getBoundingClientRect();
  const hit = document.elementFromPoint(left + Math.min(width, 20) / 2, top + height / 2);
  return {
    key: one === document.body ? '' : one.outerHTML + [...document.querySelectorAll('*')].indexOf(one),
    html: one.outerHTML.slice(0, 120),
    isControl: one.tabIndex >= 0,
    outline: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth),
    contrast: (light + 0.05) / (dark + 0.05),
    isInView: hit !== null && (seen.contains(hit) || hit.contains(seen)),
  };
})()`;

type Focused = v.InferOutput<typeof focusSchema>;
/** No control of the page: the body, or a heading or notice that takes the focus when it appears. */
const isNoControl = ({ key, isControl }: Focused) => key === '' || !isControl;
const isShown = ({ outline, contrast, isInView }: Focused) => outline >= 2 && contrast >= 3 && isInView;

/** The focused element, once the page has painted it and scrolled to it; after two seconds the element as it is. */
async function settledFocus(page: Page): Promise<Focused> {
  for (let tries = 1; ; tries++) {
    const one = await evaluate(page, focusSchema, focused);
    if (isNoControl(one) || isShown(one) || tries === 50) return one;
    await page.waitForTimeout(40);
  }
}

describe.each(richestStates)('$name', (state) => {
  it('holds at 200 % zoom, with text of twice the size and with wide text spacing', async () => {
    const { page, context } = await reach(state);
    // A window of 1280 pixels at 200 %; the narrowest one is among the states.
    await page.setViewportSize({ width: 640, height: 400 });
    expect(await cutOff(page), '200 % zoom').toEqual([]);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
    for (const width of [1280, 640, 360]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await cutOff(page), `text of twice the size, ${width} pixels`).toEqual([]);
    }
    await devtools.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
    await devtools.detach();
    // The page's own policy lets no style in.
    await page.evaluate(
      `{ const sheet = new CSSStyleSheet(); sheet.replaceSync('${spacing}'); document.adoptedStyleSheets = [sheet] }`,
    );
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await cutOff(page), `wide text spacing, ${width} pixels`).toEqual([]);
    }
  });

  it('shows where the focus is on each element that Tab reaches, in light, dark and forced colours', async () => {
    const { page } = await reach(state);
    const looks = [
      { colorScheme: 'light', forcedColors: 'none' },
      { colorScheme: 'dark', forcedColors: 'none' },
      { colorScheme: 'light', forcedColors: 'active' },
    ] as const;
    for (const look of looks) {
      await page.emulateMedia(look);
      await page.evaluate('document.activeElement?.blur()');
      const seen = new Set<string>();
      // While a page loads, its heading takes the focus: then the walk through its controls begins again.
      for (let rounds = 1; seen.size <= 2 && rounds <= 20; rounds++) {
        if (rounds > 1) await page.waitForTimeout(100);
        seen.clear();
        for (;;) {
          await page.keyboard.press('Tab');
          const one = await settledFocus(page);
          const { key, html, outline, contrast, isInView } = one;
          if (seen.has(key)) break;
          seen.add(key);
          // From the last element Tab leaves the page, and comes back to the first.
          if (isNoControl(one)) continue;
          expect(outline, `${JSON.stringify(look)} ${html}`).toBeGreaterThanOrEqual(2);
          expect(contrast, `${JSON.stringify(look)} ${html}`).toBeGreaterThanOrEqual(3);
          expect(isInView, `${JSON.stringify(look)} ${html}`).toBe(true);
        }
      }
      expect(seen.size).toBeGreaterThan(2);
    }
  });

  it('shows in forced colours what is pressed, chosen and a button; nothing moves by itself', async () => {
    const { page } = await reach(state);
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    // What people see: border, text and background.
    const look = `((one) => {
      const { borderTopWidth, borderBottomColor, backgroundColor, color } = getComputedStyle(one);
      const ground = /^rgba.* 0\\)$/.test(backgroundColor) ? getComputedStyle(document.body).backgroundColor : backgroundColor;
      return [borderTopWidth, borderBottomColor, ground, color].join();
    })`;
    const alike = `const look = ${look}; return [...document.querySelectorAll(one)].some((a) =>
      [...document.querySelectorAll(other)].some((b) => look(a) === look(b)))`;
    // Its text is legible: a background of the portal's own under a system's text is not.
    const chosen = `[...document.querySelectorAll('[aria-pressed=true]')].flatMap((one) => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.cssText = 'forced-color-adjust: none; background: Highlight; color: HighlightText';
      const [wanted, is] = [probe, one].map((each) => [getComputedStyle(each).backgroundColor, getComputedStyle(each).color].join());
      probe.remove();
      return is === wanted ? [] : [one.outerHTML + is];
    })`;
    expect(await evaluate(page, texts, chosen)).toEqual([]);
    for (const [one, other] of [
      ['.languages [aria-pressed=true]', '.languages [aria-pressed=false]'],
      ['.site-nav [aria-current]', '.site-nav a:not([aria-current])'],
    ] as const)
      expect(await page.evaluate(`((one, other) => { ${alike} })('${one}', '${other}')`), one).toBe(false);
    const frameless = await evaluate(
      page,
      texts,
      `[...document.querySelectorAll('.button, input:not([type=file]), select, .notice')].flatMap((one) => {
        const { borderInlineStartWidth, borderInlineStartStyle, borderInlineStartColor, appearance } = getComputedStyle(one);
        const has = borderInlineStartStyle !== 'none' && parseFloat(borderInlineStartWidth) > 0 && !/^rgba.* 0\\)$/.test(borderInlineStartColor);
        return has || one.type === 'checkbox' || one.hidden || !one.checkVisibility() ? [] : [one.outerHTML.slice(0, 120)];
      })`,
    );
    expect(frameless).toEqual([]);
    await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'reduce' });
    const moving = await evaluate(
      page,
      texts,
      `[...document.querySelectorAll('*')].flatMap((one) => {
        const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(one);
        return animationName === 'none' && transitionDuration === '0s' && scrollBehavior === 'auto' ? [] : [one.tagName];
      })`,
    );
    expect(moving).toEqual([]);
  });
});
