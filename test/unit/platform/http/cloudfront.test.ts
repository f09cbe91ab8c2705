import { describe, expect, it } from 'vitest';
import { cameThroughCloudFront } from '#shared/platform/http/came-through-cloudfront.ts';

const came = (given: string | undefined, taken: string | undefined) =>
  cameThroughCloudFront({
    headers: given === undefined ? {} : { 'x-origin-secret': given },
    ...(taken === undefined ? {} : { stageVariables: { originSecrets: taken } }),
  });

describe('the API answers only what came through CloudFront', () => {
  it("one of the stage's secrets is enough, so that CloudFront may change to the next", () => {
    expect(['old', 'now', 'next'].map((secret) => came(secret, 'old,now,next'))).toEqual([true, true, true]);
  });

  it.each([
    ['no secret', undefined, 'old,now'],
    ['an empty one', '', 'old,now'],
    ['another one', 'other', 'old,now'],
    ['a part of one', 'ol', 'old,now'],
    ['all of them', 'old,now', 'old,now'],
    ['nothing where the list has gaps', '', ',,'],
  ])('%s is refused', (_, given, taken) => {
    expect(came(given, taken)).toBe(false);
  });

  it('fails closed: a stage without secrets and an unreadable event refuse the request', () => {
    expect(came('', undefined)).toBe(false);
    expect(came('', '')).toBe(false);
    expect(cameThroughCloudFront(undefined)).toBe(false);
    expect(cameThroughCloudFront({ headers: { 'x-origin-secret': 'x' }, stageVariables: null })).toBe(false);
  });
});
