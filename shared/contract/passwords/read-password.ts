/** Blanks, line ends and what shows nothing: what comes along at the ends of a text that somebody copied. */
const around = /[\s\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/;

/**
 * A password as it is compared: in NFC, since keyboards and clipboards write one letter in different ways, and without what is
 * around it, since no password may begin or end with that (R1.7).
 */
export function readPassword(typed: string): string {
  const text = typed.normalize('NFC');
  let [start, end] = [0, text.length];
  while (start < end && around.test(text.charAt(start))) start++;
  while (end > start && around.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
