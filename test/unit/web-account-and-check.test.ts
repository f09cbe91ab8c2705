import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { maskMobile, spaceMobile } from '../../web/src/language/formats.ts';
import { sha256Of } from '../../web/src/pages/check/sha256.ts';

/** As it is displayed: the spaces are no-break spaces. */
const seen = (text: string) => text.replaceAll('\u00a0', ' ');

it('a mobile number is shown without its middle, and stays on one line', () => {
  expect(seen(maskMobile('+36301234567'))).toBe('+36 30 *** **67');
  expect(seen(maskMobile('+436601234567'))).toBe('+43 *** *****67');
  expect(seen(maskMobile('+36 30 *** **67'))).toBe('+36 30 *** **67');
  for (const mobile of ['+36301234567', '+436601234567', '+36 30 *** **67'])
    expect(maskMobile(mobile) + spaceMobile(mobile)).not.toContain(' ');
});

it('R7.2 the fingerprint of a file is its SHA-256 in lower-case hexadecimal', async () => {
  const bytes = new Uint8Array(300_000).map((_, index) => index % 251);
  expect(await sha256Of(new Blob([bytes]))).toBe(createHash('sha256').update(bytes).digest('hex'));
});
