import * as v from 'valibot';

/** A cache behaviour; Lambda@Edge is refused, not ignored. */
export const behaviourSchema = v.object({
  PathPattern: v.optional(v.string(), '*'),
  TargetOriginId: v.string(),
  AllowedMethods: v.optional(v.array(v.string()), ['GET', 'HEAD']),
  FunctionAssociations: v.optional(v.array(v.object({ EventType: v.string(), FunctionARN: v.string() })), []),
  LambdaFunctionAssociations: v.optional(
    v.pipe(v.array(v.unknown()), v.maxLength(0, 'Lambda@Edge is not played here')),
  ),
  ResponseHeadersPolicyId: v.optional(v.string()),
  OriginRequestPolicyId: v.optional(v.string()),
  CachePolicyId: v.optional(v.string()),
  Compress: v.optional(v.boolean(), false),
});

const origin = v.object({
  Id: v.string(),
  DomainName: v.string(),
  OriginPath: v.optional(v.string(), ''),
  OriginCustomHeaders: v.optional(v.array(v.object({ HeaderName: v.string(), HeaderValue: v.string() })), []),
});

/** AWS::CloudFront::Distribution, the parts that decide what a browser gets. */
export const distributionSchema = v.object({
  DistributionConfig: v.object({
    Origins: v.array(origin),
    DefaultCacheBehavior: behaviourSchema,
    CacheBehaviors: v.optional(v.array(behaviourSchema), []),
    WebACLId: v.optional(v.string(), ''),
    DefaultRootObject: v.optional(v.string(), ''),
    CustomErrorResponses: v.optional(
      v.array(
        v.object({
          ErrorCode: v.number(),
          ResponsePagePath: v.optional(v.string()),
          ResponseCode: v.optional(v.number()),
        }),
      ),
      [],
    ),
  }),
});

export const edgeFunctionSchema = v.object({
  Name: v.string(),
  FunctionCode: v.string(),
  FunctionConfig: v.object({ Runtime: v.literal('cloudfront-js-2.0') }),
});
