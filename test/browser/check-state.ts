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

/** The helpline's place so far, by language and width: from the left edge and from the footer's end, in pixels. */
const helplineAt = new Map<string, string>();

/**
 * What holds on every page and in every state: no axe violation, nothing wider than the window, the page's language,
 * the helpline in the same place (WCAG 3.2.6), nothing that a page must not do (visit.ts).
 */
export async function checkState({ page, language, offences }: Visit, state: string): Promise<void> {
  expect(await violations(page), state).toEqual([]);
  const { lang, overflow, media, footer, helpline } = v.parse(frameSchema, await page.evaluate(frame));
  expect(lang, state).toBe(language);
  expect(overflow, `${state}: pixels outside the window`).toBeLessThanOrEqual(0);
  expect(footer, state).toContain('(06 1/20/30/70) 335 3355');
  const kind = `${media} ${language} ${page.viewportSize()?.width}`;
  helplineAt.set(kind, helplineAt.get(kind) ?? helpline);
  expect(helpline, `${state}: the helpline's place`).toBe(helplineAt.get(kind));
  expect(offences, state).toEqual([]);
}
