import { expect, it } from 'vitest';
import { createMailPace } from '#shared/documents/delivery/mail-pace.ts';

/** Asks for `count` mails at once, with a sleep that takes no real time. Returns when each may go out, in ms. */
async function slots(perSecond: number, count: number) {
  const given: number[] = [];
  const sleep = async (ms?: number) => void given.push(ms ?? 0);
  const pace = createMailPace(perSecond, () => 1000, sleep);
  for (let i = 0; i < count; i++) await pace();
  return given;
}

it('mails go out evenly at the rate, however many wait; the first at once', async () => {
  expect(await slots(4, 5)).toEqual([250, 500, 750, 1000]);
});

it('a pause allows no burst after it', async () => {
  let now = 0;
  const waited: number[] = [];
  const pace = createMailPace(
    2,
    () => now,
    async (ms?: number) => void waited.push(ms ?? 0),
  );
  await pace();
  now = 60_000;
  await pace();
  await pace();
  expect(waited).toEqual([500]);
});
