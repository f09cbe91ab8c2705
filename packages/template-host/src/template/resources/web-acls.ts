import { isIP } from 'node:net';
import * as v from 'valibot';
import { localAccount } from '../../aws/service.ts';
import type { Waf } from '../../waf/waf.ts';
import { webAclSchema } from '../../waf/web-acl.ts';
import { physicalName, shortHash } from '../physical-name.ts';
import { readProperties } from '../read-properties.ts';
import type { PlayerSet } from './player-set.ts';

/** WAF takes every network but the whole of the internet (WAFV2 API reference, IPSet). */
const network = v.pipe(
  v.string(),
  v.check((text) => {
    const [address = '', prefix = ''] = text.split('/');
    const version = isIP(address);
    return version !== 0 && /^\d+$/.test(prefix) && Number(prefix) >= 1 && Number(prefix) <= (version === 4 ? 32 : 128);
  }, 'is no network'),
);
const ipSetSchema = v.object({
  Name: v.optional(v.string()),
  Scope: v.literal('CLOUDFRONT'),
  IPAddressVersion: v.picklist(['IPV4', 'IPV6']),
  Addresses: v.array(network),
});

/** Web ACLs before CloudFront, and their address sets. */
export function playWebAcls(stackName: string, waf: Waf): { players: PlayerSet } {
  const arnOf = (kind: string, name: string) =>
    `arn:aws:wafv2:us-east-1:${localAccount}:global/${kind}/${name}/${shortHash(name, 12)}`;
  return {
    players: {
      'AWS::WAFv2::IPSet'(resource) {
        const { Name, Addresses } = readProperties(resource, ipSetSchema);
        const name = Name ?? physicalName(stackName, resource.logicalId);
        const arn = arnOf('ipset', name);
        waf.putIpSet({ arn, addresses: Addresses });
        return { ref: `${name}|${shortHash(name, 12)}|CLOUDFRONT`, attributes: { Arn: arn } };
      },
      'AWS::WAFv2::WebACL'(resource) {
        const config = readProperties(resource, webAclSchema);
        const name = config.Name ?? physicalName(stackName, resource.logicalId);
        const arn = arnOf('webacl', name);
        waf.putWebAcl(arn, config);
        return { ref: `${name}|${shortHash(name, 12)}|CLOUDFRONT`, attributes: { Arn: arn } };
      },
    },
  };
}
