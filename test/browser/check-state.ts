import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { expect } from 'vitest';
import type { Visit } from './visit.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const options = JSON.stringify({
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // WCAG 2.5.8; axe leaves it out unless it is asked for.
  rules: { 'target-size': { enabled: true } },
  // What is right needs no report, and what is wrong is told by its HTML.
  resultTypes: ['violations'],
  selectors: false,
});
const violationsSchema = v.array(v.string());
const frameSchema = v.object({
  lang: v.string(),
  overflow: v.number(),
  media: v.string(),
  footer: v.string(),
  helpline: v.string(),
});
const frame = `(() => {
  const footer = document.querySelector('footer');
  const number = footer.querySelector('a[href^="tel:"]').getBoundingClientRect();
  return {
    lang: document.documentElement.lang,
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    media: matchMedia('print').matches ? 'print' : 'screen',
    footer: footer.textContent,
    helpline: [number.left, footer.getBoundingClientRect().bottom - number.top].map(Math.round).join(' '),
  };
})()`;

/** What axe-core finds wrong (WCAG 2.2 AA and its best practices), each with the elements it is about. */
async function violations(page: Page): Promise<string[]> {
  // Half a megabyte of code: once a page is enough.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  const found: unknown = await page.evaluate(
    `axe.run(document, ${options}).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 150)).join(' | ')))`,
  );
  return v.parse(violationsSchema, found);
}

/** Where the helpline stood so far, by language and width: from the left edge and from the footer's end, in pixels. */
const helplineAt = new Map<string, string>();

/**
 * What holds on every page and in every state: no axe violation, nothing wider than the window, the page's language,
 * the helpline in the same place (WCAG 3.2.6), no misdeed of the page.
 */
export async function checkState({ page, language, misdeeds }: Visit, state: string): Promise<void> {
  expect(await violations(page), state).toEqual([]);
  const { lang, overflow, media, footer, helpline } = v.parse(frameSchema, await page.evaluate(frame));
  expect(lang, state).toBe(language);
  expect(overflow, `${state}: pixels that stand out of the window`).toBeLessThanOrEqual(0);
  expect(footer, state).toContain('(06 1/20/30/70) 335 3355');
  const kind = `${media} ${language} ${page.viewportSize()?.width}`;
  helplineAt.set(kind, helplineAt.get(kind) ?? helpline);
  expect(helpline, `${state}: the helpline's place`).toBe(helplineAt.get(kind));
  expect(misdeeds, state).toEqual([]);
}
