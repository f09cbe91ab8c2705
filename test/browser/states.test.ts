import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { openPortal, type Portal } from '#test/journeys/portal.ts';
import { launchBrowser } from './chromium.ts';
import { accountStates } from './states/account-states.ts';
import { checkEverywhere, reachState } from './states/check-everywhere.ts';
import { contactStates } from './states/contact-states.ts';
import { customerStates } from './states/customer-states.ts';
import { registrationStates } from './states/registration-states.ts';
import type { State } from './states/state.ts';
import { visitorStates } from './states/visitor-states.ts';
import type { Visit } from './visit.ts';

let browser: Browser;
let portal: Portal;
let here: Visit | undefined;

beforeAll(async () => {
  [browser, portal] = await Promise.all([launchBrowser(), openPortal()]);
});
afterEach(async () => {
  await here?.page.unrouteAll({ behavior: 'ignoreErrors' });
  await here?.close();
});
afterAll(async () => {
  await browser?.close();
  await portal?.close();
});

const check = async (state: State) => {
  here = await reachState(browser, portal, state);
  await checkEverywhere(here, state);
};

describe('in both languages, 320 and 1280 pixels wide, nothing is wrong with', { timeout: 60_000 }, () => {
  it.each(visitorStates)('$name', check);
  it.each(registrationStates)('$name', check);
  it.each(customerStates)('$name', check);
  it.each(accountStates)('$name', check);
  it.each(contactStates)('$name', check);
});
