import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import { afterAll, afterEach, expect } from 'vitest';
import { insurerOfPage, insurerProfile } from '#stages/insurer-profile.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { writeInsurer } from '../../../functions/publish-website/write-insurer.ts';
import { faintTexts } from '../axe.ts';
import { brokenWords, checkState } from '../check-state.ts';
import { settled } from '../settled.ts';
import { type Language, type Visit, visit } from '../visit.ts';
import { type Answers, answerWith } from './canned-api.ts';
import { customer, visitor } from './sample-answers.ts';
import { type State, wordsOf } from './state.ts';

const widths = [320, 1280] as const;

/** Changes the language as the switch does; a question over the page keeps a pointer from it, not the page itself. */
export async function speak({ page }: Visit, language: Language): Promise<void> {
  await page.locator(`.languages button[lang=${language}]`).dispatchEvent('click');
  await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
}

/** Puts settings into the page as publishing does. */
const writeSettings = (page: Page, address: string, meta: Readonly<Record<string, string>>) =>
  page.route(address, async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      body: writeInsurer(await response.text(), { ...insurerOfPage(v.parse(v.object(insurerProfile), {})), meta }),
    });
  });

const waitUntilShown = (page: Page, { shows }: Pick<State, 'shows'>, language: Language) =>
  page
    .locator(':is(main, header, [role=status])', { hasText: shows(wordsOf[language]) })
    .first()
    .waitFor({ state: 'attached' });

/** A profile of a telephone in Hungarian. */
const onTelephone = (browser: Browser, portal: Portal): Promise<Visit> => visit(browser, portal, { width: 320 });

/** Opens a state in a profile of its own. */
export const reachState = async (browser: Browser, portal: Portal, state: State): Promise<Visit> =>
  reachIn(await onTelephone(browser, portal), portal, state);

/**
 * Opens states one after the other in one profile, which begins afresh for each and ends with the file: for files that look at many.
 * After a failed test, and after a state that moves the clock, the next one gets a new profile.
 */
export function statesInTurn(browser: Browser, portal: Portal): (state: State) => Promise<Visit> {
  let profile: Visit | undefined;
  let isSpoilt = false;
  const close = async () => {
    await profile?.page.unrouteAll({ behavior: 'ignoreErrors' });
    await profile?.close();
    profile = undefined;
  };
  afterEach(({ task }) => {
    isSpoilt ||= task.result?.state === 'fail';
  });
  afterAll(close);
  return async (state) => {
    if (isSpoilt) await close();
    isSpoilt = state.movesClock ?? false;
    if (profile) await profile.afresh();
    profile ??= await onTelephone(browser, portal);
    return reachIn(profile, portal, state);
  };
}

/** Opens a state in a fresh profile. The API's answers are canned. */
async function reachIn(here: Visit, portal: Portal, state: State): Promise<Visit> {
  const { page } = here;
  const surprises: string[] = [];
  if (state.insurer) await writeSettings(page, portal.url + state.path, state.insurer);
  const usual: Answers = state.isSignedIn ? customer : visitor;
  const change = await answerWith(page, { ...usual, ...state.answers }, (call) => surprises.push(call));
  await here.open(state.path);
  await state.reach?.(page, change, here);
  await waitUntilShown(page, state, 'hu');
  await settled(page);
  if (state.media) await page.emulateMedia({ media: state.media });
  expect(surprises, state.name).toEqual([]);
  return here;
}

/** Checks a state in both languages, on a telephone and on a desk, one after the other; at the end its colours in the dark. */
export async function checkEverywhere(here: Visit, state: Pick<State, 'name' | 'shows'>): Promise<void> {
  const { page } = here;
  for (const language of ['hu', 'en'] as const) {
    await speak(here, language);
    await waitUntilShown(page, state, language);
    for (const width of widths) {
      await page.setViewportSize({ width, height: width < 600 ? 640 : 800 });
      await checkState({ ...here, language }, `${state.name}, ${language}, ${width} pixels`);
    }
    // Two buttons have a row at this width, and none at the narrowest.
    await page.setViewportSize({ width: 390, height: 780 });
    expect(await brokenWords(page), `${state.name}, ${language}, 390 pixels`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await faintTexts(page), `${state.name}, in the dark`).toEqual([]);
}
