import { describe, expect, it } from 'vitest';
import { createNetworkNames } from '#shared/platform/limits/limit-names.ts';
import { networksOf } from '../../../../bin/operate/networks/list-networks.ts';

const secret = 'only for tests, protects nothing at all';
const noon = new Date('2027-01-31T12:00:00Z');
const nameOf = (address: string, at = noon) => createNetworkNames(secret, () => at)(address) ?? '';
const seen = (address: string, weight = 1, at = noon) => ({ address, at, weight });

describe('the networks of samples', () => {
  it('are those that the log names, as blockedNetworks takes them, the most calls first', () => {
    const samples = [
      seen('192.0.2.1'),
      seen('2001:db8:1:2::1', 3),
      seen('2001:db8:1:2:9::9', 3),
      seen('::ffff:192.0.2.7', 2),
      seen('192.0.2.7', 2),
    ];
    expect(networksOf(samples, secret)).toEqual([
      { network: '2001:db8:1:2::/64', names: [nameOf('2001:db8:1:2::1')], calls: 6 },
      { network: '192.0.2.7/32', names: [nameOf('192.0.2.7')], calls: 4 },
      { network: '192.0.2.1/32', names: [nameOf('192.0.2.1')], calls: 1 },
    ]);
  });

  it('have two names around midnight (UTC)', () => {
    const [before, after] = [new Date('2027-01-31T23:59:59Z'), new Date('2027-02-01T00:00:01Z')];
    expect(networksOf([seen('192.0.2.1', 1, before), seen('192.0.2.1', 1, after)], secret)).toEqual([
      { network: '192.0.2.1/32', names: [nameOf('192.0.2.1', before), nameOf('192.0.2.1', after)], calls: 2 },
    ]);
  });
});
