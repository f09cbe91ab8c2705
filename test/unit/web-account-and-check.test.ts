import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { maskMobile } from '../../web/src/pages/account/masked-mobile.ts';
import { sha256Of } from '../../web/src/pages/check/sha256-of.ts';

it('a mobile number is shown without its middle', () => {
  expect(maskMobile('+36301234567')).toBe('+36 30 *** **67');
  expect(maskMobile('+436601234567')).toBe('+43 *** *****67');
  expect(maskMobile('+36 30 *** **67')).toBe('+36 30 *** **67');
});

it('R7.2 the fingerprint of a file is its SHA-256 in lower-case hexadecimal', async () => {
  const bytes = new Uint8Array(300_000).map((_, index) => index % 251);
  expect(await sha256Of(new Blob([bytes]))).toBe(createHash('sha256').update(bytes).digest('hex'));
});
