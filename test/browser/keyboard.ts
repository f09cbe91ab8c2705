import type { Locator, Page } from 'playwright-core';
import { settled } from './settled.ts';

const mostTabs = 60;

/** Whether this very element has the focus. */
export const hasFocus = async (page: Page, target: Locator): Promise<boolean> =>
  (await target.and(page.locator(':focus')).count()) === 1;

/** Moves the focus to an element by Tab alone, as somebody without a mouse does. Throws when Tab never gets there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  await settled(page);
  for (let pressed = 0; pressed <= mostTabs; pressed++) {
    if (await hasFocus(page, target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${target}`);
}

/** Types into a field of a form, by the name the API calls it, after clearing it by keys. */
export async function type(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, page.locator(`[name="${name}"]:visible`));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

/** Presses a button or follows a link. */
export async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Ticks a box. */
export async function tick(page: Page, name: string): Promise<void> {
  await tabTo(page, page.locator(`[name="${name}"]`));
  await page.keyboard.press('Space');
}

/**
 * Sends the form again, after it has told what was wrong: by key, because the focus that goes to the notice may move the page
 * under a pointer.
 */
export async function sendAgain(page: Page): Promise<void> {
  await settled(page);
  await submitOf(page).press('Enter');
}

/** The button that sends the page's form; where it has several, the one with this field. */
export const submitOf = (page: Page, field?: string): Locator =>
  page.locator(`main ${field === undefined ? '' : `form:has([name=${field}]) `}button[type=submit]`);
