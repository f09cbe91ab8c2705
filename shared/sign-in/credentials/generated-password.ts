import { createHash, randomBytes } from 'node:crypto';

/** Without look-alikes (0 o, 1 l i), and without the letters that Hungarian spells by a phrase (q, w, x, y). */
const alphabet = 'abcdefghjkmnprstuvz23456789';
const groups = 4;
const groupLength = 4;

/** A source of bytes for a password; each call returns the next one. */
export type Bytes = () => number;

const randomStream: Bytes = () => randomBytes(1).readUInt8();

/** The same seed always gives the same bytes, so a repeated attempt makes the same password. The seed must be secret. */
export function bytesFrom(seed: string): Bytes {
  let block = Buffer.alloc(0);
  let used = 0;
  let blocks = 0;
  return () => {
    if (used === block.length) {
      block = createHash('sha256').update(`${blocks++}|${seed}`).digest();
      used = 0;
    }
    return block.readUInt8(used++);
  };
}

/** The next letter. Skips bytes above the last whole multiple of the alphabet, so that all letters are equally likely. */
function nextLetter(bytes: Bytes): string {
  const limit = 256 - (256 % alphabet.length);
  for (;;) {
    const byte = bytes();
    if (byte < limit) return alphabet.charAt(byte % alphabet.length);
  }
}

/**
 * A temporary password that can be read out over the phone: `kmf7-hpa4-ztue-9dre`, 76 random bits. It always has a letter, a
 * digit and a hyphen, for pools that require several kinds of characters.
 */
export function generatePassword(bytes: Bytes = randomStream): string {
  for (;;) {
    const letters = Array.from({ length: groups * groupLength }, () => nextLetter(bytes)).join('');
    const password = (letters.match(new RegExp(`.{${groupLength}}`, 'g')) ?? []).join('-');
    if (/[a-z]/.test(password) && /\d/.test(password)) return password;
  }
}
