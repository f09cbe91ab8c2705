import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { statesInTurn } from './states/check-everywhere.ts';
import { richestStates } from './states/richest-states.ts';

const { browser, portal } = await browserAndPortalOfFile();

const reach = statesInTurn(browser, portal);

const stopsSchema = v.array(v.object({ html: v.string(), index: v.number(), isInDialog: v.boolean() }));

/**
 * What Tab reaches in the order of the page's source, which is the order in which it is read aloud. The page keeps them: what it
 * draws meanwhile, such as the text over a document's page, moves no number.
 */
const controls = `(() => {
  const all = [...document.querySelectorAll('*')];
  globalThis.controls = all.filter((one) => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }) && !one.disabled);
  return globalThis.controls.map((one, index) =>
    ({ html: one.outerHTML.slice(0, 100), index, isInDialog: one.closest('dialog') !== null }));
})()`;
/** A control that has come since gets a number after all others. */
const focused = `(() => {
  const one = document.activeElement;
  if (one === document.body) return -1;
  if (!globalThis.controls.includes(one)) globalThis.controls.push(one);
  return globalThis.controls.indexOf(one);
})()`;

/** The controls that a person meets by Tab, from the page's beginning, by their number. */
async function walk(page: Page, most: number): Promise<number[]> {
  await page.evaluate(`{ document.activeElement?.blur(); getSelection()?.removeAllRanges(); scrollTo(0, 0) }`);
  const met: number[] = [];
  for (let pressed = 0; pressed < most; pressed++) {
    await page.keyboard.press('Tab');
    const at = v.parse(v.number(), await page.evaluate(focused));
    // From the last control Tab leaves the page, and comes back to the first.
    if (at < 0) continue;
    if (met.includes(at)) break;
    met.push(at);
  }
  return met;
}

/** Where controls are painted that stand in one column of the page. */
const boxesSchema = v.array(v.object({ html: v.string(), top: v.number(), bottom: v.number(), left: v.number() }));
const boxes = `[...document.querySelectorAll('main *')].flatMap((one) => {
  if (one.tabIndex < 0 || one.closest('dialog') || !one.checkVisibility({ visibilityProperty: true })) return [];
  const { top, bottom, left } = one.getBoundingClientRect();
  return [{ html: one.outerHTML.slice(0, 100), top, bottom, left }];
})`;

describe.each(richestStates)('$name', (state) => {
  it.each([360, 1280])(
    'Tab goes through all controls in the order in which they are read and seen, %i pixels wide',
    async (width) => {
      const { page } = await reach(state);
      await page.setViewportSize({ width, height: 800 });
      const stops = v.parse(stopsSchema, await page.evaluate(controls));
      // A question over the page keeps the focus inside.
      const isAsked = stops.some(({ isInDialog }) => isInDialog);
      const expected = stops.filter(({ isInDialog }) => isInDialog === isAsked).map(({ index }) => index);
      const met = await walk(page, stops.length + 5);
      const inSource = [...met].sort((a, b) => a - b);
      expect(
        expected.filter((each) => !met.includes(each)).map((each) => stops.find(({ index }) => index === each)?.html),
      ).toEqual([]);
      // A walk that begins in the middle, where a heading has the focus, comes round.
      const from = met.indexOf(Math.min(...met));
      expect([...met.slice(from), ...met.slice(0, from)]).toEqual(inSource);
      if (isAsked) return;
      const seen = v.parse(boxesSchema, await page.evaluate(boxes));
      for (const [index, box] of seen.entries()) {
        const before = seen[index - 1];
        if (!before) continue;
        // Below what comes before it, or beside it to the right; never above.
        expect(box.bottom, `${before.html} comes before ${box.html}`).toBeGreaterThan(before.top);
      }
    },
  );
});
