import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conformance, type Place } from '#host/conformance/conformance.ts';
import { startConformanceHost } from './conformance-host.ts';

// The very questions that an operator puts to AWS itself.
let host: Awaited<ReturnType<typeof startConformanceHost>>;
let place: Place;
beforeAll(async () => {
  host = await startConformanceHost();
  place = host.place;
});
afterAll(() => host.close());

for (const [service, questions] of Object.entries(conformance))
  describe(`${service}, as AWS documents it`, () => {
    // What takes minutes on AWS has a test of its own here, with a moved clock.
    it.each(questions.filter(({ minutes }) => minutes === undefined).map((one) => [one.id, one.text, one] as const))(
      '%s: %s',
      async (_id, _text, { ask, expected }) => {
        expect(await ask(place)).toBe(expected);
      },
    );
  });

it('each question has an id of its own, which begins with its service', () => {
  const ids = Object.values(conformance).flatMap((questions) => questions.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  for (const [service, questions] of Object.entries(conformance))
    for (const { id } of questions) expect(id).toMatch(new RegExp(`^${service}-[a-z0-9-]+$`));
});
