import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import hungarian from './hungarian-words.json' with { type: 'json' };

/** How many characters are judged. A password is at least as strong as its beginning, and this limits the time. */
const judgedCharacters = 64;

/** Lists by name, the most common word first. zxcvbn knows by the list's name that the words of `months-hu` follow each other. */
const lists = Object.entries(hungarian).map(([name, words]) => [name, words.split(' ')] as const);

const judge = new ZxcvbnFactory({
  dictionary: {
    leaked: dictionary['passwords-common'],
    ...Object.fromEntries(lists),
  },
  graphs: adjacencyGraphs,
  maxLength: judgedCharacters,
});

/** Removes accents: people who do not trust keyboards leave them out, and the lists have none. */
export const withoutAccents = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');

/** Signs in place of letters. zxcvbn knows more of them, but does not always recognise them next to digits. */
const letters: Readonly<Record<string, string>> = { '@': 'a', $: 's', '0': 'o' };
const withLetters = (text: string, signs: RegExp) => text.replace(signs, (sign) => letters[sign] ?? sign);

/** The guesses of all parts, in any order. A part that zxcvbn does not know may consist of parts that it knows: `1234!!`. */
function guessesOf(text: string, known: string[]): number {
  const { sequence, guesses } = judge.check(text, known);
  if (sequence.length < 2) return guesses;
  return sequence.reduce((product, part, index) => {
    const own = part.pattern === 'bruteforce' ? Math.min(part.guesses, guessesOf(part.token, known)) : part.guesses;
    return product * own * (index + 1);
  }, 1);
}

/**
 * How many guesses an attacker needs who knows the leaked passwords, Hungarian words, names and places, keyboards, dates and what
 * is known about this customer (`known`). zxcvbn's own sum also adds 10,000 to the power of the number of parts, which would make
 * `Istvan1234!` as strong as three words.
 */
export function countGuesses(password: string, known: readonly string[]): number {
  const text = withoutAccents(password);
  const facts = known.map(withoutAccents);
  const forms = new Set([text, withLetters(text, /[@$]/g), withLetters(text, /[@$0]/g)]);
  return Math.min(...[...forms].map((form) => guessesOf(form, facts)));
}
