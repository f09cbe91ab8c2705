/**
 * What the fuzzer's made-up people consist of: each value is known by its look, so that one search of a log finds any of
 * them, whichever request brought it.
 */
export const nameMark = 'qzxfuzzname';
export const secretMark = 'qzxfuzzpass';
export const keyMark = 'qzxfuzzkey';
export const mailDomain = 'qzxfuzz.example';
/** Mobile numbers of the fuzzer: 06 30 771 nnnn. */
export const mobileStart = '771';
/** The fuzzer's people are born in these years; nothing else here happens then. */
export const birthYears = [1931, 1969] as const;

const traces: Readonly<Record<string, RegExp>> = {
  'a name, number or text': new RegExp(nameMark, 'i'),
  'a password or token': new RegExp(secretMark, 'i'),
  'an e-mail address': new RegExp(mailDomain.replace('.', '\\.'), 'i'),
  'a mobile number': new RegExp(
    `(?<![0-9a-f])(?:\\+?36 ?|06 ?)?30[ -]?${mobileStart}[ -]?\\d{2}[ -]?\\d{2}(?![0-9a-f])`,
  ),
  'a date of birth': /\b19[36]\d-\d\d-\d\d\b/,
};

/** The fuzzer's values that a text reveals; none where it is as it must be (R12.1). */
export const tracesIn = (text: string): string[] =>
  Object.entries(traces)
    .filter(([, pattern]) => pattern.test(text))
    .map(([what]) => what);
