import { describe, it } from 'vitest';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { accountStates } from './states/account-states.ts';
import { checkEverywhere, statesInTurn } from './states/check-everywhere.ts';
import { contactStates } from './states/contact-states.ts';
import { customerStates } from './states/customer-states.ts';
import { registrationStates } from './states/registration-states.ts';
import type { State } from './states/state.ts';
import { visitorStates } from './states/visitor-states.ts';

const { browser, portal } = await browserAndPortalOfFile();

const reach = statesInTurn(browser, portal);

const check = async (state: State) => checkEverywhere(await reach(state), state);

describe('in both languages, 320 and 1280 pixels wide, nothing is wrong with', () => {
  it.each(visitorStates)('$name', check);
  it.each(registrationStates)('$name', check);
  it.each(customerStates)('$name', check);
  it.each(accountStates)('$name', check);
  it.each(contactStates)('$name', check);
});
