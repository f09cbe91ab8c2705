import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { synthesizedTemplates } from './synthesized.ts';

const distributionSchema = v.object({
  DistributionConfig: v.object({
    ViewerCertificate: v.optional(v.object({ MinimumProtocolVersion: v.string() })),
    DefaultCacheBehavior: v.object({ ViewerProtocolPolicy: v.string() }),
    CacheBehaviors: v.array(v.object({ PathPattern: v.string(), ViewerProtocolPolicy: v.string() })),
    Origins: v.array(
      v.object({
        CustomOriginConfig: v.optional(
          v.object({ OriginProtocolPolicy: v.string(), OriginSSLProtocols: v.array(v.string()) }),
        ),
      }),
    ),
  }),
});

async function distributionOf(settings: Readonly<Record<string, string>>) {
  const [found] = (await synthesizedTemplates(settings)).ofType('AWS::CloudFront::Distribution');
  return v.parse(distributionSchema, found?.[1].Properties).DistributionConfig;
}

describe('TLS', () => {
  it('browsers are led to HTTPS on every path, and the API is asked by TLS 1.2 only', async () => {
    const { DefaultCacheBehavior, CacheBehaviors, Origins } = await distributionOf({});
    const policies = [DefaultCacheBehavior, ...CacheBehaviors].map(({ ViewerProtocolPolicy }) => ViewerProtocolPolicy);
    for (const policy of policies) expect(['redirect-to-https', 'https-only']).toContain(policy);
    expect(Origins.flatMap(({ CustomOriginConfig }) => CustomOriginConfig ?? [])).toEqual([
      { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
    ]);
  });

  it('under the portal’s own domain is 1.2 or later', async () => {
    const { ViewerCertificate } = await distributionOf({
      domain: 'ugyfel.biztosito.example',
      certificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/1',
    });
    expect(ViewerCertificate?.MinimumProtocolVersion).toMatch(/^TLSv1\.[23]_/);
  });
});
