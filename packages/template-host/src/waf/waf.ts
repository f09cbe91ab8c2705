import * as v from 'valibot';
import { jsonProtocol } from '#host/aws/json-protocol.ts';
import { AwsError, type AwsRequest, type AwsService } from '#host/aws/service.ts';
import type { Clock } from '#host/clock.ts';
import type { HttpRequest, HttpResponse } from '#host/edge/http.ts';
import type { IpSet } from './statements.ts';
import { judge, type Sample, shownHeaders, type WebAclConfig } from './web-acl.ts';

/** WAF as the local host plays it: web ACLs before CloudFront, with their address sets and samples. */
export type Waf = AwsService & {
  readonly putIpSet: (set: IpSet) => void;
  readonly putWebAcl: (arn: string, config: WebAclConfig) => void;
  /**
   * What a web ACL answers to a request that it blocks; undefined if it lets the request pass.
   *
   * @throws AwsError if there is no such web ACL
   */
  readonly judge: (webAclArn: string, request: HttpRequest) => HttpResponse | undefined;
  readonly close: () => Promise<void>;
};

const operationNames = ['GetSampledRequests'] as const;
/** How far back samples go, in ms, and how many of one rule a call shows at most (WAFV2 API reference, GetSampledRequests). */
const sampledFor = 3 * 60 * 60 * 1000;
const mostSampled = 5000;
const mostShown = 500;

const sampledSchema = v.object({
  WebAclArn: v.string(),
  RuleMetricName: v.string(),
  Scope: v.literal('CLOUDFRONT'),
  /** Seconds since 1970 UTC. */
  TimeWindow: v.object({ StartTime: v.number(), EndTime: v.number() }),
  MaxItems: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostShown)),
});

const json = jsonProtocol({
  version: '1.1',
  target: 'AWSWAF_20190729',
  refuse: ({ member, message }) => new AwsError('WAFInvalidParameterException', `Error reason: ${member} ${message}`),
});
const noSuch = (what: string) =>
  new AwsError('WAFNonexistentItemException', `AWS WAF couldn’t perform the operation because ${what} doesn’t exist.`);

/** WAF without web ACLs. */
export function createWaf({ clock }: { readonly clock: Pick<Clock, 'now'> }): Waf {
  const sets = new Map<string, IpSet>();
  const acls = new Map<string, { readonly config: WebAclConfig; samples: Sample[] }>();
  const aclOf = (arn: string) => {
    const found = acls.get(arn);
    if (!found) throw noSuch(`the web ACL ${arn}`);
    return found;
  };
  const setOf = (arn: string) => {
    const found = sets.get(arn);
    if (!found) throw noSuch(`the IP set ${arn}`);
    return found;
  };
  const operation = (request: AwsRequest) => json.operation(request, operationNames);

  function sampled(request: AwsRequest) {
    const { WebAclArn, RuleMetricName, TimeWindow, MaxItems } = json.read(request, sampledSchema);
    const { config, samples } = aclOf(WebAclArn);
    const [from, to] = [TimeWindow.StartTime * 1000, TimeWindow.EndTime * 1000];
    // The first 5,000 of the time, and of these some: here the same number between each two.
    const seen = samples.filter(({ metric, at }) => metric === RuleMetricName && at >= from && at <= to);
    const first = seen.slice(0, mostSampled);
    const step = Math.max(1, Math.ceil(first.length / MaxItems));
    const shown = first.filter((_, at) => at % step === 0);
    return {
      SampledRequests: shown.map((sample) => ({
        Request: {
          ClientIP: sample.request.address,
          Country: 'HU',
          URI: sample.request.path,
          Method: sample.request.method,
          HTTPVersion: 'HTTP/2.0',
          Headers: shownHeaders(sample.request, config),
        },
        Weight: step,
        Timestamp: sample.at / 1000,
        Action: sample.action,
        ...(sample.status === undefined ? {} : { ResponseCodeSent: sample.status }),
      })),
      PopulationSize: first.length,
      TimeWindow: { ...TimeWindow, EndTime: (first.length < seen.length ? (first.at(-1)?.at ?? to) : to) / 1000 },
    };
  }

  return {
    operation,
    intents: (request) => [
      { action: `wafv2:${operation(request)}`, resource: json.read(request, sampledSchema).WebAclArn },
    ],
    handle: async (request) => json.answer(sampled(request)),
    failure: (error) => json.failure(error),
    putIpSet(set) {
      sets.set(set.arn, set);
    },
    putWebAcl(arn, config) {
      acls.set(arn, { config, samples: acls.get(arn)?.samples ?? [] });
    },
    judge(webAclArn, request) {
      const acl = aclOf(webAclArn);
      const at = clock.now();
      acl.samples = acl.samples.filter((sample) => at - sample.at <= sampledFor);
      return judge(acl.config, request, setOf, (match) => acl.samples.push({ ...match, at, request }));
    },
    close: async () => undefined,
  };
}
