import * as v from 'valibot';
import { localAccount } from '../../aws/service.ts';
import { createBucketOrigin } from '../../edge/bucket-origin.ts';
import { type Behaviour, createDistribution, type Distribution, type Origin } from '../../edge/distribution.ts';
import { compileEdgeFunction, type EdgeFunction } from '../../edge/edge-function.ts';
import type { HttpApi } from '../../edge/http-api.ts';
import { originRequestRule } from '../../edge/origin-request.ts';
import { type ResponseHeadersPolicy, responseHeadersPolicySchema } from '../../edge/response-headers.ts';
import type { S3 } from '../../s3/s3.ts';
import type { Waf } from '../../waf/waf.ts';
import { TemplateError } from '../load-template.ts';
import { shortHash } from '../physical-name.ts';
import { readProperties } from '../read-properties.ts';
import type { Buckets } from './buckets.ts';
import { type behaviourSchema, distributionSchema, edgeFunctionSchema } from './distribution-schema.ts';
import type { PlayerSet } from './player-set.ts';

type Config = v.InferOutput<typeof distributionSchema>['DistributionConfig'];
type Planned = { readonly id: string; readonly arn: string; readonly logicalId: string; readonly config: Config };

// The managed policy CachingDisabled, with which CloudFront compresses nothing.
const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

/** CloudFront: one distribution, on the web port. */
export function playDistributions(needs: {
  stackName: string;
  webHost: string;
  s3: S3;
  waf: Pick<Waf, 'judge'>;
  buckets: Buckets;
}) {
  const { stackName, webHost, buckets } = needs;
  const codes = new Map<string, { name: string; code: string }>();
  const policies = new Map<string, ResponseHeadersPolicy>();
  let planned: Planned | undefined;
  const idOf = (logicalId: string) => shortHash(`${stackName}/${logicalId}`, 13).toUpperCase();
  const plain = ({ logicalId }: { logicalId: string }) => ({
    ref: idOf(logicalId),
    attributes: { Id: idOf(logicalId) },
  });

  const players: PlayerSet = {
    'AWS::CloudFront::Function'(resource) {
      const { Name, FunctionCode } = readProperties(resource, edgeFunctionSchema);
      const arn = `arn:aws:cloudfront::${localAccount}:function/${Name}`;
      codes.set(arn, { name: resource.logicalId, code: FunctionCode });
      return { ref: arn, attributes: { FunctionARN: arn } };
    },
    'AWS::CloudFront::ResponseHeadersPolicy'(resource) {
      const schema = v.object({ ResponseHeadersPolicyConfig: responseHeadersPolicySchema });
      policies.set(idOf(resource.logicalId), readProperties(resource, schema).ResponseHeadersPolicyConfig);
      return plain(resource);
    },
    'AWS::CloudFront::OriginAccessControl': plain,
    'AWS::CloudFront::CachePolicy': plain,
    'AWS::CloudFront::Distribution'(resource) {
      const { logicalId } = resource;
      if (planned) throw new TemplateError(logicalId, 'only one distribution is played on this machine');
      const id = idOf(logicalId);
      const arn = `arn:aws:cloudfront::${localAccount}:distribution/${id}`;
      planned = { id, arn, logicalId, config: readProperties(resource, distributionSchema).DistributionConfig };
      return { ref: id, attributes: { Id: id, DomainName: webHost } };
    },
  };

  function build({ id, arn, logicalId, config }: Planned, apis: ReadonlyMap<string, HttpApi>): Distribution {
    const originOf = (originId: string): Origin => {
      const origin = config.Origins.find(({ Id }) => Id === originId);
      if (!origin) throw new TemplateError(`${logicalId}.TargetOriginId`, `there is no origin ${originId}`);
      const [, bucket] = /^(.+)\.s3[.-]/.exec(origin.DomainName) ?? [];
      const allows = (action: string, resource: string) =>
        buckets.allowsCloudFront(bucket ?? '', action, resource, arn);
      const fetch = bucket ? createBucketOrigin(needs.s3, bucket, allows) : apis.get(origin.DomainName)?.handle;
      if (!fetch) throw new TemplateError(`${logicalId}.Origins`, `${origin.DomainName} is not of this stack`);
      return {
        domainName: origin.DomainName,
        path: origin.OriginPath,
        headers: Object.fromEntries(
          origin.OriginCustomHeaders.map((one) => [one.HeaderName.toLowerCase(), one.HeaderValue]),
        ),
        fetch,
      };
    };

    const compiled = new Map<string, EdgeFunction>();
    const edgeFunction = (functionArn: string): EdgeFunction => {
      const source = codes.get(functionArn);
      if (!source) throw new TemplateError(`${logicalId}.FunctionAssociations`, `there is no ${functionArn}`);
      const made =
        compiled.get(functionArn) ?? compileEdgeFunction(source.name, source.code, { id, domainName: webHost });
      compiled.set(functionArn, made);
      return made;
    };

    const behaviour = (one: v.InferOutput<typeof behaviourSchema>): Behaviour => {
      const associated = (type: string) => {
        const found = one.FunctionAssociations.find(({ EventType }) => EventType === type);
        return found && edgeFunction(found.FunctionARN);
      };
      const headersPolicy =
        one.ResponseHeadersPolicyId === undefined ? undefined : policies.get(one.ResponseHeadersPolicyId);
      if (one.ResponseHeadersPolicyId && !headersPolicy) {
        throw new TemplateError(`${logicalId}.ResponseHeadersPolicyId`, 'only policies of this stack are played');
      }
      return {
        pathPattern: one.PathPattern,
        origin: originOf(one.TargetOriginId),
        methods: one.AllowedMethods,
        onRequest: associated('viewer-request'),
        onResponse: associated('viewer-response'),
        headersPolicy,
        originRule: originRequestRule(one.OriginRequestPolicyId),
        compresses: one.Compress && one.CachePolicyId !== cachingDisabled,
      };
    };

    const { WebACLId: webAcl } = config;
    return createDistribution({
      ...(webAcl === '' ? {} : { refuse: (request) => needs.waf.judge(webAcl, request) }),
      behaviours: [...config.CacheBehaviors, config.DefaultCacheBehavior].map(behaviour),
      rootObject: config.DefaultRootObject,
      errorPages: config.CustomErrorResponses.map((one) => ({
        errorCode: one.ErrorCode,
        path: one.ResponsePagePath,
        status: one.ResponseCode,
      })),
    });
  }

  return {
    players,
    /**
     * The distribution; undefined if the template has none.
     *
     * @throws TemplateError for a target that is not played
     */
    build(apis: ReadonlyMap<string, HttpApi>): Distribution | undefined {
      if (!planned) return undefined;
      try {
        return build(planned, apis);
      } catch (cause) {
        if (cause instanceof TemplateError) throw cause;
        throw new TemplateError(planned.logicalId, cause instanceof Error ? cause.message : String(cause), cause);
      }
    },
  };
}
