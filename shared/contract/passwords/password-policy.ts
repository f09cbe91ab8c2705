import { rules } from '../rules.ts';
import { countGuesses, withoutAccents } from './count-guesses.ts';
import { readPassword } from './read-password.ts';

/** Why a password is refused. */
export type Weakness = 'too-short' | 'too-long' | 'blank-at-ends' | 'contains-username' | 'too-common';

/** The shortest password, in characters, and the longest that the pool takes, in UTF-16 units. */
const { shortestPassword } = rules;
const longestPassword = 256;

/** The third of zxcvbn's four grades ("safely unguessable") begins here. The lock allows a stranger three guesses a day. */
const enoughGuesses = 1e8;

/** Words of the insurer and the portal that the lists do not have (ASVS 6.1.2). */
const contextWords = ['eposta', 'telebiztosito', 'ugyfelportal', 'biztosito', 'kotvenyszam', 'karbejelento'];

const fold = (text: string) => withoutAccents(text).toLowerCase();

/** The parts of a username that people build passwords from. */
const partsOf = (username: string) => username.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length > 2);

/**
 * The weakness of a new password, apart from what the pool itself refuses; undefined if there is none. There are no rules of
 * composition, which make passwords worse: only length, nothing that contains the username, nothing that is soon guessed (NIST SP
 * 800-63B-4, 3.1.1.2). The same in page and API (R1.7).
 */
export function findWeakness(typed: string, username: string): Weakness | undefined {
  const password = typed.normalize('NFC');
  if ([...password].length < shortestPassword) return 'too-short';
  if (password.length > longestPassword) return 'too-long';
  // The pool refuses these with an error of its own, and people do not see what they typed.
  if (password !== readPassword(password)) return 'blank-at-ends';
  if (username !== '' && fold(password).includes(fold(username))) return 'contains-username';
  return countGuesses(password, [...partsOf(username), ...contextWords]) < enoughGuesses ? 'too-common' : undefined;
}
