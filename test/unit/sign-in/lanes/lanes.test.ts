import { describe, expect, it } from 'vitest';
import { createDeviceSeal } from '#shared/sign-in/lanes/device-seal.ts';
import { createSignInLane, type LaneTerms, laneOf } from '#shared/sign-in/lanes/lanes.ts';
import { proofOf } from '#shared/sign-in/recovery/recovery-link.ts';

const noon = Date.parse('2027-01-31T12:00:00Z');
const devices = createDeviceSeal('the secret of the app client');
const token = 'T'.repeat(43);
const terms: LaneTerms = { accountId: 'account-1', username: 'anna', validFrom: noon / 1000 };
const link = { proof: proofOf(token), until: noon + 1_000 };
const known = devices.seal('', terms, noon);
const shown = (keys: { deviceCookie?: string; recoveryToken?: string } = {}) => ({
  ...{ deviceCookie: '', recoveryToken: '' },
  ...keys,
});

describe('the lane of an attempt (R3.2b)', () => {
  it('is the open one for whoever shows nothing', () => {
    expect(laneOf(devices, terms, shown(), noon)).toBe('open');
  });

  it('is the device’s for a known browser', () => {
    expect(laneOf(devices, terms, shown({ deviceCookie: known }), noon)).toMatch(/^device\.[\w-]{22}$/);
  });

  it('is the open one for a browser that was known before a recovery or a change of the password', () => {
    const before = devices.seal('', terms, noon - 1);
    expect(laneOf(devices, terms, shown({ deviceCookie: before }), noon)).toBe('open');
  });

  it('R4.4 is the link’s for who has its token, until it ends, also on a known browser', () => {
    const keys = shown({ deviceCookie: known, recoveryToken: token });
    const lane = laneOf(devices, { ...terms, recoveryLink: link }, keys, noon);
    expect(lane).toBe(`recovery.${link.proof}`);
    expect(laneOf(devices, { ...terms, recoveryLink: link }, keys, link.until)).toMatch(/^device\./);
  });

  it.each([
    ['another token', { recoveryLink: link }, 'U'.repeat(43)],
    ['the token of a recovery before the last', { recoveryLink: { ...link, proof: proofOf('newer') } }, token],
    ['any token where nothing was recovered', {}, token],
  ])('R4.4 is the open one for %s', (_, over, recoveryToken) => {
    expect(laneOf(devices, { ...terms, ...over }, shown({ recoveryToken }), noon)).toBe('open');
  });
});

describe('the lane of somebody who signs in', () => {
  function setup(held: LaneTerms | undefined) {
    const read: string[] = [];
    const termsOf = async (username: string) => {
      read.push(username);
      return held;
    };
    return { read, laneFor: createSignInLane({ devices, termsOf, now: () => new Date(noon) }) };
  }

  it('R1.1 reads nothing for a username alone, whether it exists or not', async () => {
    for (const held of [terms, undefined]) {
      const { laneFor, read } = setup(held);
      expect(await laneFor('anna', shown())).toBe('open');
      expect(read).toEqual([]);
    }
  });

  it('R1.1 reads once for whoever shows something, whether the username exists or not', async () => {
    for (const held of [terms, undefined]) {
      const { laneFor, read } = setup(held);
      await laneFor('anna', shown({ deviceCookie: 'made up', recoveryToken: token }));
      expect(read).toEqual(['anna']);
    }
  });

  it('finds the lane by what the claim of the username says', async () => {
    const { laneFor } = setup(terms);
    expect(await laneFor('anna', shown({ deviceCookie: known }))).toMatch(/^device\./);
  });
});
