import { describe, expect, it } from 'vitest';
import { byTheClock } from '#shared/platform/runtime/scheduled-run.ts';

describe('a function that has a schedule beside its events', () => {
  const handler = byTheClock(
    async () => undefined,
    async ({ source = 'queue' }: { source?: string }) => `worked on ${source}`,
  );

  it.each([
    [{ source: 'aws.events' }, undefined],
    [{ source: 'aws.sqs' }, 'worked on aws.sqs'],
    [{}, 'worked on queue'],
  ])('%o: %s', async (event, answer) => {
    expect(await handler(event)).toBe(answer);
  });
});
