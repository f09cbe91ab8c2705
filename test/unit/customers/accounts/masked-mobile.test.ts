import { expect, it } from 'vitest';
import { maskMobile } from '#shared/customers/accounts/masked-mobile.ts';

it.each([
  ['+36301234567', '+36 30 *** **67'],
  ['+436601234567', '+43 *** **67'],
])('R12.1 %s is shown as %s', (mobile, shown) => expect(maskMobile(mobile)).toBe(shown));
