import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { synthesizedTemplates } from './synthesized.ts';

const setSchema = v.object({ IPAddressVersion: v.string(), Addresses: v.array(v.string()), Scope: v.string() });
const visibility = v.object({ MetricName: v.string(), SampledRequestsEnabled: v.boolean() });
const aclSchema = v.object({
  Rules: v.array(v.object({ Name: v.string(), Priority: v.number(), VisibilityConfig: visibility })),
  VisibilityConfig: visibility,
});

const setsOf = ({ ofType }: Awaited<ReturnType<typeof synthesizedTemplates>>) =>
  ofType('AWS::WAFv2::IPSet').map(([, { Properties }]) => v.parse(setSchema, Properties));

describe('the web ACL', () => {
  it('blocks nobody by default, and keeps samples of each rule and of all calls', async () => {
    const stack = await synthesizedTemplates({ stage: 'local' });
    expect(setsOf(stack).map(({ Addresses }) => Addresses)).toEqual([[], []]);
    const acls = stack.ofType('AWS::WAFv2::WebACL').map(([, { Properties }]) => v.parse(aclSchema, Properties));
    const [acl] = acls;
    expect(acl?.Rules.map(({ Name }) => Name)).toEqual([
      'blocked',
      'sign-ins',
      'session',
      'recoveries',
      'registrations',
    ]);
    for (const { Name, VisibilityConfig } of acl?.Rules ?? [])
      expect(VisibilityConfig).toEqual({ MetricName: `CustomerPortal-local-${Name}`, SampledRequestsEnabled: true });
    expect(acl?.VisibilityConfig.SampledRequestsEnabled).toBe(true);
  });

  it('blocks the networks of the setting, in a set for each version of IP', async () => {
    const stack = await synthesizedTemplates({ blockedNetworks: '203.0.113.7/32, 2001:db8:1:2::/64,198.51.100.0/24' });
    expect(setsOf(stack)).toEqual([
      { IPAddressVersion: 'IPV4', Addresses: ['203.0.113.7/32', '198.51.100.0/24'], Scope: 'CLOUDFRONT' },
      { IPAddressVersion: 'IPV6', Addresses: ['2001:db8:1:2::/64'], Scope: 'CLOUDFRONT' },
    ]);
  });

  it.each(['203.0.113.7', '0.0.0.0/0', '203.0.113.7/33', '::/0', '2001:db8::/129', 'example.org/8', '203.0.113.7/8/8'])(
    'does not take %s for a network',
    async (blockedNetworks) => {
      await expect(synthesizedTemplates({ blockedNetworks })).rejects.toThrow(
        'The setting blockedNetworks is not right',
      );
    },
  );
});
