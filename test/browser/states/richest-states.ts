import { accountStates } from './account-states.ts';
import { contactStates } from './contact-states.ts';
import { customerStates } from './customer-states.ts';
import { registrationStates } from './registration-states.ts';
import type { State } from './state.ts';
import { visitorStates } from './visitor-states.ts';

const shown = [
  'sign-in, nothing filled in',
  'choose a password',
  'recover',
  'register, nothing filled in',
  'registered',
  'confirm',
  'confirmed, the SMS failed twice',
  'confirm-contact',
  'check, not recognised',
  'help',
  'no such page',
  'home, with all that needs doing',
  'documents, with every badge',
  'a document',
  'policies',
  'R8.2 the question for consent',
  'change password, the present one is wrong',
  'R11.2 account, new contacts wait to be confirmed',
  'type the code, a wrong one',
  'cancelling, locked',
];
const all = [...visitorStates, ...registrationStates, ...customerStates, ...accountStates, ...contactStates];
/** One state of each page, with its richest content. */
export const richestStates = shown.map((name): State => {
  const state = all.find((each) => each.name === name);
  if (!state) throw new Error(`there is no state "${name}"`);
  return state;
});
