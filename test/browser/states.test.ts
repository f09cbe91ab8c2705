import { describe, it } from 'vitest';
import { browserAndPortalOfFile } from './browser-and-portal.ts';
import { accountStates } from './states/account-states.ts';
import { checkEverywhere, onTelephone, reachState } from './states/check-everywhere.ts';
import { contactStates } from './states/contact-states.ts';
import { customerStates } from './states/customer-states.ts';
import { registrationStates } from './states/registration-states.ts';
import type { State } from './states/state.ts';
import { visitorStates } from './states/visitor-states.ts';

const { browser, portal } = await browserAndPortalOfFile();

/** The profile of all states but those that move its clock. */
const profile = await onTelephone(browser, portal);

const check = async (state: State) => {
  if (!state.movesClock) await profile.afresh();
  const here = await reachState(browser, portal, state, state.movesClock ? undefined : profile);
  await checkEverywhere(here, state);
  if (state.movesClock) await here.close();
};

describe('in both languages, 320 and 1280 pixels wide, nothing is wrong with', () => {
  it.each(visitorStates)('$name', check);
  it.each(registrationStates)('$name', check);
  it.each(customerStates)('$name', check);
  it.each(accountStates)('$name', check);
  it.each(contactStates)('$name', check);
});
