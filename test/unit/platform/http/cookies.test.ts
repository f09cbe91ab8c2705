import { describe, expect, it } from 'vitest';
import { hostCookie, readHostCookies } from '#shared/platform/http/cookies.ts';

const session = hostCookie('session');

describe('R1.4 the portal’s cookies', () => {
  it('carry what __Host- asks for: Secure, the path /, no domain; no script and no other site’s request gets them', () => {
    expect(session.name).toBe('__Host-session');
    expect(session.set('a.b-c_d', 60.9)).toBe(
      '__Host-session=a.b-c_d; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Strict',
    );
    expect(session.set('a', -1)).toContain('Max-Age=0;');
    expect(session.cleared).toBe('__Host-session=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict');
  });

  it('are read by their whole name; cookies of others, and what is no cookie, are passed over', () => {
    const pairs = ['refresh=old', '__Host-session=a.b=c', ' __Host-device = x ', '_ga=1', '_ga=2', 'junk', '=x', ''];
    expect(readHostCookies(pairs)).toEqual({ '__Host-session': 'a.b=c', '__Host-device': 'x' });
    expect(readHostCookies(['__host-session=a', '__HOST-session=b'])).toEqual({});
  });

  it.each([
    ['another value', ['__Host-session=mine', '__Host-session=planted']],
    ['the same value', ['__Host-session=mine', '__Host-session=mine']],
    ['an empty one', ['__Host-session=', 'x=1', '__Host-session=mine']],
    ['one with blanks', ['__Host-session=mine', ' __Host-session =planted']],
  ])('a name that comes twice is refused, neither the first nor the last is taken: %s', (_, pairs) => {
    expect(() => readHostCookies(pairs)).toThrow(expect.objectContaining({ code: 'invalid-request' }));
  });

  it('a name such as __proto__ is only a name', () => {
    expect(readHostCookies(['__proto__=x', '__Host-__proto__=y'])).toEqual({ '__Host-__proto__': 'y' });
  });
});
