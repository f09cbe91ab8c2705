import { describe, expect, it } from 'vitest';
import { createLimitNames, createNetworkNames } from '#shared/platform/limits/limit-names.ts';

const secret = 'only for tests, protects nothing at all';

describe('R2.3a whom a limit counts', () => {
  const name = createLimitNames(secret);

  it('is named without a letter of it, the same each time', () => {
    expect(name('mails-to-address', 'anna@example.org')).toBe(name('mails-to-address', 'anna@example.org'));
    expect(name('mails-to-address', 'anna@example.org')).toMatch(/^[\w-]{43}$/);
  });

  it('has another name for each limit, each secret, and each way to split what it is of', () => {
    const names = [
      name('a', 'bc'),
      name('b', 'bc'),
      name('a', 'b', 'c'),
      name('a', 'b,c'),
      createLimitNames(`${secret}.`)('a', 'bc'),
    ];
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('R12.1 the network of a call in the log', () => {
  const at = (time: string) => createNetworkNames(secret, () => new Date(time));
  const noon = at('2027-01-31T12:00:00Z');

  it('has one name for a whole day, whichever host of the network calls', () => {
    expect(noon('192.0.2.7')).toMatch(/^[\w-]{16}$/);
    expect(at('2027-01-31T00:00:00Z')('192.0.2.7')).toBe(noon('192.0.2.7'));
    expect(at('2027-01-31T23:59:59.999Z')('192.0.2.7')).toBe(noon('192.0.2.7'));
    expect(noon('2001:db8:1:2::9')).toBe(noon('2001:DB8:1:2:ffff::1'));
    expect(noon('::ffff:192.0.2.7')).toBe(noon('192.0.2.7'));
  });

  it('has another name on the next day, for another network, under another secret, and as whom limits count', () => {
    expect(at('2027-02-01T00:00:00Z')('192.0.2.7')).not.toBe(noon('192.0.2.7'));
    expect(noon('192.0.2.8')).not.toBe(noon('192.0.2.7'));
    expect(createNetworkNames(`${secret}.`, () => new Date('2027-01-31T12:00:00Z'))('192.0.2.7')).not.toBe(
      noon('192.0.2.7'),
    );
    expect(createLimitNames(secret)('network', '2027-01-31', '192.0.2.7')).not.toContain(noon('192.0.2.7'));
  });

  it('an address that nothing passed on has none', () => {
    expect(['', 'unknown'].map(noon)).toEqual([undefined, undefined]);
  });
});
