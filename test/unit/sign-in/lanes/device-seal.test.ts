import { describe, expect, it } from 'vitest';
import { createDeviceSeal, deviceLife } from '#shared/sign-in/lanes/device-seal.ts';

const noon = Date.parse('2027-01-31T12:00:00Z');
const devices = createDeviceSeal('the secret of the app client');
const anna = { accountId: 'account-1', username: 'anna' };
const bela = { accountId: 'account-2', username: 'bela' };
const cookie = devices.seal('', anna, noon);

describe('the cookie of a known browser (R3.2b)', () => {
  it('is known for its customer, for 400 days, to the millisecond', () => {
    expect(devices.open(cookie, anna, noon)).toEqual({
      issuedAt: noon,
      deviceId: expect.stringMatching(/^[\w-]{22}$/),
    });
    expect(devices.open(cookie, anna, noon + deviceLife - 1)).toBeDefined();
    expect(devices.open(cookie, anna, noon + deviceLife)).toBeUndefined();
  });

  it.each([
    ['another customer', bela],
    ['another account with the username, which was free again', { ...anna, accountId: 'account-3' }],
    ['the same account with another username', { ...anna, username: 'anna2' }],
  ])('opens nothing for %s', (_, holder) => {
    expect(devices.open(cookie, holder, noon)).toBeUndefined();
  });

  it('opens nothing where a letter was changed: the time, the id, the seal', () => {
    const parts = cookie.split('.');
    const damaged = parts.map((part, at) => {
      const other = `${part.startsWith('A') ? 'B' : 'A'}${part.slice(1)}`;
      return parts.with(at, at === 0 ? (noon + 1).toString(36) : other).join('.');
    });
    for (const text of [...damaged, '', '.', '..', cookie.slice(0, -1), `${cookie}A`, 'a'.repeat(8_000)])
      expect(devices.open(text, anna, noon)).toBeUndefined();
  });

  it('opens nothing that was sealed with another secret', () => {
    expect(createDeviceSeal('another secret').open(cookie, anna, noon)).toBeUndefined();
  });

  it('R12.1 holds neither username nor account', () => {
    expect(cookie).toMatch(/^[0-9a-z]+\.[\w-]{22}\.[\w-]{43}$/);
    for (const word of [anna.username, anna.accountId, Buffer.from(anna.username).toString('base64url')])
      expect(cookie).not.toContain(word);
  });

  it('a family shares a browser: each stays known, the latest four', () => {
    const both = devices.seal(cookie, bela, noon + 1);
    expect(devices.open(both, anna, noon + 2)?.issuedAt).toBe(noon);
    expect(devices.open(both, bela, noon + 2)?.issuedAt).toBe(noon + 1);
    const others = ['c', 'd', 'e'].map((name) => ({ accountId: name, username: name }));
    const full = others.reduce((kept, holder) => devices.seal(kept, holder, noon + 2), both);
    expect(devices.open(full, anna, noon + 3)).toBeUndefined();
    expect(devices.open(full, bela, noon + 3)).toBeDefined();
  });

  it('signing in again replaces the own entry, with a lane of its own: a copy of the cookie before cannot lock it', () => {
    const again = devices.seal(cookie, anna, noon + 1);
    expect(again.split('~')).toHaveLength(1);
    expect(devices.open(again, anna, noon + 1)?.deviceId).not.toBe(devices.open(cookie, anna, noon + 1)?.deviceId);
  });

  it('drops what is no entry', () => {
    expect(devices.seal(`nonsense~; Domain=evil.example~${cookie}`, bela, noon).split('~')).toHaveLength(2);
  });
});
