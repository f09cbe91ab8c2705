import { withoutTraces } from './contacts/pasted.ts';
import { rules } from './rules.ts';

/** A username in the form that is compared: without what shows nothing, in NFC and small letters, everywhere (R1.3, R1.7). */
export const normaliseUsername = (text: string): string => withoutTraces(text).normalize('NFC').toLowerCase();

/** A new username: readable over the phone, no spaces. */
export const chosenUsernamePattern = new RegExp(
  `^[\\p{L}\\p{N}](?:[\\p{L}\\p{N}._@+-]{${rules.shortestUsername - 2},${rules.longestUsername - 2}})[\\p{L}\\p{N}]$`,
  'u',
);
