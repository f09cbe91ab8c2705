import { commonPieces } from './common-password-pieces.ts';

/** Why a password is refused; `undefined` where it is not. */
export type Weakness = 'too-short' | 'too-long' | 'blank-at-ends' | 'contains-username' | 'too-common';

/** The shortest password, in characters, and the longest the pool takes, in UTF-16 units. */
export const shortestPassword = 12;
const longestPassword = 256;
/** What has to be left of a password when everything common is taken out, in characters. */
const leastOwnCharacters = 4;

/** Characters by which people disguise words. */
const lookAlikes: Readonly<Record<string, string>> = {
  '@': 'a',
  $: 's',
  '0': 'o',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '5': 's',
};

/** Longest first, so that `password` goes as a whole and not as `pass`; then years. */
const pieces = new RegExp(
  [...commonPieces]
    .sort((a, b) => b.length - a.length)
    .join('|')
    .concat('|(?:19|20)[0-9]{2}'),
  'g',
);

/** Accents off, lower case. */
const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const undisguise = (text: string) => text.replace(/[@$0315!]/g, (character) => lookAlikes[character] ?? character);

/** How much stays when what is common and what is repeated is gone: ASCII digits and signs count a third. */
function ownCharacters(text: string): number {
  const own = [...text.replace(pieces, '').replace(/(.{1,8}?)\1+/gu, '$1')];
  return own.reduce((sum, character) => sum + (/[ -@[-`{-~]/.test(character) ? 1 / 3 : 1), 0);
}

/** A short piece over and over: `annaannaanna`. */
const isRepetition = (text: string) => /^(.{1,6}?)\1+.{0,2}$/u.test(text);

function isCommon(password: string): boolean {
  const folded = fold(password);
  if (isRepetition(folded)) return true;
  return Math.min(ownCharacters(folded), ownCharacters(undisguise(folded))) < leastOwnCharacters;
}

/**
 * What is wrong with a new password, beside what the pool itself refuses. No rules of composition (they make passwords
 * worse): length, nothing that contains the username, nothing that leaked lists are full of (NIST SP 800-63B-4, 3.1.1.2).
 */
export function findWeakness(password: string, username: string): Weakness | undefined {
  if ([...password].length < shortestPassword) return 'too-short';
  if (password.length > longestPassword) return 'too-long';
  // The pool refuses these in words of its own, and people do not see what they typed.
  if (password !== password.trim()) return 'blank-at-ends';
  if (fold(password).includes(fold(username))) return 'contains-username';
  return isCommon(password) ? 'too-common' : undefined;
}
