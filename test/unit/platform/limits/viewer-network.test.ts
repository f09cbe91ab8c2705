import { describe, expect, it } from 'vitest';
import { viewerNetwork } from '#shared/platform/limits/limits.ts';

describe('the part of an address that limits count by', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::9', '2001:db8:1:2'],
    ['2001:0db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['unknown', undefined],
    ['', undefined],
  ])('%s is %s', (address, network) => expect(viewerNetwork(address)).toBe(network));
});
