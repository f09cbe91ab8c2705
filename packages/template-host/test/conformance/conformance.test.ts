import { setTimeout as pause } from 'node:timers/promises';
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

// What takes minutes on AWS has a test of its own, with a moved clock.
const quick = Object.entries(conformance)
  .map(([service, questions]) => [service, questions.filter(({ minutes }) => minutes === undefined)] as const)
  .filter(([, questions]) => questions.length > 0);
for (const [service, questions] of quick)
  describe(`${service}, as AWS documents it`, () => {
    it.each(questions.map((one) => [one.id, one.text, one] as const))(
      '%s: %s',
      async (_id, _text, { ask, expected }) => {
        expect(await ask(place)).toBe(expected);
      },
    );
  });

describe('cloudwatch, with a moved clock', () => {
  const question = (id: string) => conformance.cloudwatch.find((one) => one.id === id);

  it('cloudwatch-no-data', async () => {
    const { ask, expected } = question('cloudwatch-no-data') ?? {};
    expect(await ask?.(place)).toBe(expected);
  });

  it('cloudwatch-data-ends', async () => {
    const { ask, expected } = question('cloudwatch-data-ends') ?? {};
    let isAnswered = false;
    const answer = ask?.(place).finally(() => {
      isAnswered = true;
    });
    while (!isAnswered) {
      // It sees the data's minute before that ends.
      await pause(1_000);
      await host.advance(60_000);
    }
    expect(await answer).toBe(expected);
  });
});

it('each question has an id of its own, which begins with its service', () => {
  const ids = Object.values(conformance).flatMap((questions) => questions.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  for (const [service, questions] of Object.entries(conformance))
    for (const { id } of questions) expect(id).toMatch(new RegExp(`^${service}-[a-z0-9-]+$`));
});
