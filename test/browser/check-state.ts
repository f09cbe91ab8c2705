import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { expect } from 'vitest';
import type { Visit } from './visit.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const violationsSchema = v.array(v.string());
const frameSchema = v.object({ lang: v.string(), overflow: v.number(), footer: v.string() });
const frame = `({
  lang: document.documentElement.lang,
  overflow: document.documentElement.scrollWidth - window.innerWidth,
  footer: document.querySelector('footer').textContent,
})`;

/** What axe-core finds wrong (WCAG 2.2 AA and its best practices), each with the elements it is about. */
async function violations(page: Page): Promise<string[]> {
  const found: unknown = await page.evaluate(
    `${axe};axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 150)).join(' | ')))`,
  );
  return v.parse(violationsSchema, found);
}

/**
 * What holds on every page and in every state: no axe violation, nothing wider than the window, the page's language,
 * the helpline in its place, no misdeed of the page.
 */
export async function checkState({ page, language, misdeeds }: Visit, state: string): Promise<void> {
  expect(await violations(page), state).toEqual([]);
  const { lang, overflow, footer } = v.parse(frameSchema, await page.evaluate(frame));
  expect(lang, state).toBe(language);
  expect(overflow, `${state}: pixels that stand out of the window`).toBeLessThanOrEqual(0);
  expect(footer, state).toContain('(06 1/20/30/70) 335 3355');
  expect(misdeeds, state).toEqual([]);
}
