import { describe, expect, it } from 'vitest';
import { createChallengeSeal, isChallengeValid } from '#shared/sign-in/credentials/challenge-token.ts';

const { seal, open } = createChallengeSeal('only for tests');
const challenge = { session: 'AYABe.session+text/==', askedAt: 1_800_000_000_000 };
const accountId = 'a-1';

describe('the token of a new-password challenge', () => {
  it('opens only for the username that it was sealed for', () => {
    const token = seal('eva', challenge);
    expect(open('eva', token)).toEqual(challenge);
    expect(open('adam', token)).toBeUndefined();
    expect(createChallengeSeal('another secret').open('eva', token)).toBeUndefined();
  });

  it('refuses another time and another session', () => {
    const [mac, time, session] = seal('eva', challenge).split(/\.(.*?)\.(.*)/s);
    expect(open('eva', `${mac}.${time}.${session}`)).toEqual(challenge);
    expect(open('eva', `${mac}.${(challenge.askedAt + 1).toString(36)}.${session}`)).toBeUndefined();
    expect(open('eva', `${mac}.${time}.${session}x`)).toBeUndefined();
    expect(open('eva', 'AYABe.session')).toBeUndefined();
  });

  it('R4.3 sets no password after a recovery, a change of password or a cancelled registration', () => {
    const second = challenge.askedAt / 1000;
    expect(isChallengeValid(challenge, { accountId })).toBe(true);
    expect(isChallengeValid(challenge, { accountId, challengesValidFrom: second })).toBe(true);
    expect(isChallengeValid(challenge, { accountId, challengesValidFrom: second + 1 })).toBe(false);
    expect(isChallengeValid(challenge, undefined)).toBe(false);
  });
});
