import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as v from 'valibot';
import { signedCall } from '../signed-call.ts';

/** A request that a rule of the web ACL saw. */
export type Sample = {
  readonly address: string;
  readonly at: Date;
  /** How many requests it represents. */
  readonly weight: number;
};

export type Samples = { readonly samples: readonly Sample[]; readonly from: Date; readonly to: Date };

const window = v.object({ StartTime: v.number(), EndTime: v.number() });
const answerSchema = v.object({
  SampledRequests: v.array(
    v.object({
      Request: v.object({ ClientIP: v.string() }),
      Weight: v.number(),
      Timestamp: v.number(),
    }),
  ),
  TimeWindow: v.optional(window),
});

/** Web ACLs before CloudFront answer in this region only. */
export const webAclRegion = 'us-east-1';

/** The samples of a rule, from at most three hours back (WAFV2 API reference, GetSampledRequests). Throws what WAF answers. */
export async function readSamples(order: {
  readonly webAclArn: string;
  readonly metric: string;
  readonly from: Date;
  readonly to: Date;
  readonly endpointUrl: string | undefined;
  readonly credentials: SecretsManagerClient['config']['credentials'];
}): Promise<Samples> {
  const { webAclArn, metric, from, to, endpointUrl, credentials } = order;
  const body = JSON.stringify({
    WebAclArn: webAclArn,
    RuleMetricName: metric,
    Scope: 'CLOUDFRONT',
    TimeWindow: { StartTime: from.getTime() / 1000, EndTime: to.getTime() / 1000 },
    MaxItems: 500,
  });
  const text = await signedCall({
    ...{ service: 'wafv2', region: webAclRegion, endpointUrl, credentials, body },
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSWAF_20190729.GetSampledRequests',
    },
  });
  const { SampledRequests, TimeWindow } = v.parse(v.pipe(v.string(), v.parseJson(), answerSchema), text);
  return {
    samples: SampledRequests.map(({ Request, Weight, Timestamp }) => ({
      address: Request.ClientIP,
      at: new Date(Timestamp * 1000),
      weight: Weight,
    })),
    from: TimeWindow ? new Date(TimeWindow.StartTime * 1000) : from,
    to: TimeWindow ? new Date(TimeWindow.EndTime * 1000) : to,
  };
}
