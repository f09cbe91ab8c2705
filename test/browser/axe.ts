import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import * as v from 'valibot';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const options = JSON.stringify({
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // WCAG 2.5.8; axe leaves it out unless it is asked for.
  rules: { 'target-size': { enabled: true } },
  // The report holds violations only, with the HTML of each.
  resultTypes: ['violations'],
  selectors: false,
});
const violationsSchema = v.array(v.string());

/** The colours of text that axe-core finds too faint, in the look that the page has now. */
export const faintTexts = (page: Page): Promise<string[]> =>
  found(page, JSON.stringify({ runOnly: ['color-contrast'], resultTypes: ['violations'], selectors: false }));

/** What axe-core finds wrong (WCAG 2.2 AA and its best practices), each with the elements it is about. */
export const violations = (page: Page): Promise<string[]> => found(page, options);

async function found(page: Page, asked: string): Promise<string[]> {
  // Half a megabyte of code: once a page is enough.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  const answer: unknown = await page.evaluate(
    `axe.run(document, ${asked}).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 150)).join(' | ')))`,
  );
  return v.parse(violationsSchema, answer);
}
