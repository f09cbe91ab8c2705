import { expect, it } from 'vitest';
import { lazily } from '#shared/contract/lazily.ts';

it('makes a thing at the first call, once, also where it is undefined', () => {
  let made = 0;
  const thing = lazily(() => {
    made++;
    return undefined;
  });
  expect(made).toBe(0);
  expect([thing(), thing()]).toEqual([undefined, undefined]);
  expect(made).toBe(1);
});
