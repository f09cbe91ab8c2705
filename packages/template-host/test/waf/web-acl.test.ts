import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { AwsRequest } from '#host/aws/service.ts';
import type { HttpRequest } from '#host/edge/http.ts';
import { createWaf } from '#host/waf/waf.ts';
import { webAclSchema } from '#host/waf/web-acl.ts';

const acl = 'arn:aws:wafv2:us-east-1:000000000000:global/webacl/acl/1';
const set = 'arn:aws:wafv2:us-east-1:000000000000:global/ipset/bad/1';
const watched = (MetricName: string) => ({ MetricName, SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true });
const at = (positional: string, SearchString: string, ...types: string[]) => ({
  ByteMatchStatement: {
    FieldToMatch: { UriPath: {} },
    PositionalConstraint: positional,
    SearchString,
    TextTransformations: types.map((Type, Priority) => ({ Type, Priority })),
  },
});
const isPost = {
  ByteMatchStatement: { ...at('EXACTLY', 'POST', 'NONE').ByteMatchStatement, FieldToMatch: { Method: {} } },
};
const config = {
  Scope: 'CLOUDFRONT',
  DefaultAction: { Allow: {} },
  Rules: [
    {
      Name: 'rate',
      Priority: 2,
      Statement: { RateBasedStatement: { Limit: 10 } },
      Action: { Block: {} },
      VisibilityConfig: watched('rate'),
    },
    {
      Name: 'blocked',
      Priority: 0,
      Statement: {
        AndStatement: {
          Statements: [
            { IPSetReferenceStatement: { Arn: set } },
            { OrStatement: { Statements: [isPost, at('STARTS_WITH', '/in', 'URL_DECODE', 'NORMALIZE_PATH')] } },
          ],
        },
      },
      Action: {
        Block: {
          CustomResponse: {
            ResponseCode: 429,
            CustomResponseBodyKey: 'busy',
            ResponseHeaders: [{ Name: 'Retry-After', Value: '60' }],
          },
        },
      },
      VisibilityConfig: watched('blocked'),
    },
    {
      Name: 'seen',
      Priority: 1,
      Statement: at('EXACTLY', '/in', 'URL_DECODE', 'NORMALIZE_PATH'),
      Action: { Count: {} },
      VisibilityConfig: watched('seen'),
    },
  ],
  CustomResponseBodies: { busy: { ContentType: 'APPLICATION_JSON', Content: '{"busy":true}' } },
  DataProtectionConfig: { DataProtections: [{ Field: { FieldType: 'SINGLE_HEADER', FieldKeys: ['cookie'] } }] },
  VisibilityConfig: watched('all'),
};

function setup(addresses: readonly string[] = ['203.0.113.0/24', '2001:db8:1:2::/64']) {
  let now = Date.UTC(2027, 0, 31, 12);
  const waf = createWaf({ clock: { now: () => now } });
  waf.putIpSet({ arn: set, addresses });
  waf.putWebAcl(acl, v.parse(webAclSchema, config));
  const request = (address: string, path: string, method = 'GET'): HttpRequest => ({
    ...{ address, path, method, query: '', body: Buffer.alloc(0) },
    headers: { host: 'portal', cookie: 'secret' },
  });
  const judge = (...call: Parameters<typeof request>) => waf.judge(acl, request(...call));
  async function samples(metric: string, more: object = {}) {
    const body = {
      ...{ WebAclArn: acl, RuleMetricName: metric, Scope: 'CLOUDFRONT', MaxItems: 500 },
      TimeWindow: { StartTime: now / 1000 - 3600, EndTime: now / 1000 },
      ...more,
    };
    const call: AwsRequest = {
      ...{ method: 'POST', path: '/', query: new URLSearchParams(), caller: { kind: 'owner' } },
      headers: { 'x-amz-target': 'AWSWAF_20190729.GetSampledRequests' },
      body: Buffer.from(JSON.stringify(body)),
    };
    const { body: answer } = await waf.handle(call);
    return v.parse(answerSchema, JSON.parse(String(answer)));
  }
  const pass = (ms: number) => {
    now += ms;
  };
  return { judge, samples, pass };
}

const answerSchema = v.object({
  SampledRequests: v.array(
    v.object({
      Request: v.object({
        ClientIP: v.string(),
        URI: v.string(),
        Headers: v.array(v.object({ Name: v.string(), Value: v.string() })),
      }),
      Weight: v.number(),
      Action: v.string(),
      ResponseCodeSent: v.optional(v.number()),
    }),
  ),
  PopulationSize: v.number(),
});

describe('a web ACL', () => {
  it('answers for a rule that blocks, with the response that the rule names', () => {
    const { judge } = setup();
    const answer = judge('203.0.113.9', '/in');
    expect([answer?.status, String(answer?.body), Object.fromEntries(answer?.headers ?? [])]).toEqual([
      429,
      '{"busy":true}',
      { 'content-type': 'application/json', 'retry-after': '60' },
    ]);
  });

  it.each([
    ['203.0.113.9', '/elsewhere', 'POST', true],
    ['203.0.113.9', '/elsewhere', 'GET', false],
    ['203.0.113.9', '//a/..//%69n', 'GET', true],
    ['203.0.114.9', '/in', 'POST', false],
    ['2001:db8:1:2:ffff::9', '/in/side', 'GET', true],
    ['2001:db8:1:3::9', '/in', 'GET', false],
  ])('%s %s %s: blocked %s', (address, path, method, isBlocked) => {
    const { judge } = setup();
    expect(judge(address, path, method) !== undefined).toBe(isBlocked);
  });

  it('an empty set matches nobody', () => expect(setup([]).judge('203.0.113.9', '/in', 'POST')).toBeUndefined());

  it.each([
    { ...config, DefaultAction: { Block: {} } },
    { ...config, Rules: [{ ...config.Rules[1], Statement: { GeoMatchStatement: { CountryCodes: ['HU'] } } }] },
    { ...config, Rules: [{ ...config.Rules[1], Action: { Captcha: {} } }] },
  ])('what is not played is refused at the start', (other) => {
    expect(v.safeParse(webAclSchema, other).success).toBe(false);
  });
});

describe('samples of a web ACL', () => {
  it('show who was blocked, counted and let through, without protected headers', async () => {
    const { judge, samples } = setup();
    for (const address of ['203.0.113.9', '192.0.2.1']) judge(address, '/in');
    const shown = async (metric: string) =>
      (await samples(metric)).SampledRequests.map(({ Request, Action, ResponseCodeSent }) => [
        Request.ClientIP,
        Action,
        ResponseCodeSent,
      ]);
    expect(await shown('blocked')).toEqual([['203.0.113.9', 'BLOCK', 429]]);
    expect(await shown('seen')).toEqual([['192.0.2.1', 'COUNT', undefined]]);
    expect(await shown('all')).toEqual([['192.0.2.1', 'ALLOW', undefined]]);
    expect(await shown('rate')).toEqual([]);
    const [first] = (await samples('seen')).SampledRequests;
    expect(first?.Request.Headers).toEqual([
      { Name: 'host', Value: 'portal' },
      { Name: 'cookie', Value: 'REDACTED' },
    ]);
  });

  it('are at most as many as asked for, each standing for several calls, and none from before the window', async () => {
    const { judge, samples, pass } = setup();
    judge('192.0.2.2', '/in');
    pass(3_600_001);
    for (let call = 0; call < 100; call++) judge('192.0.2.1', '/in');
    const { SampledRequests, PopulationSize } = await samples('seen', { MaxItems: 10 });
    expect(SampledRequests).toHaveLength(10);
    expect(new Set(SampledRequests.map(({ Weight, Request }) => `${Weight} ${Request.ClientIP}`))).toEqual(
      new Set(['10 192.0.2.1']),
    );
    expect(PopulationSize).toBe(100);
  });

  it('of a web ACL that does not exist, or of more than 500, are an error', async () => {
    const { samples } = setup();
    await expect(samples('seen', { WebAclArn: `${acl}0` })).rejects.toThrow('doesn’t exist');
    await expect(samples('seen', { MaxItems: 501 })).rejects.toThrow('MaxItems');
  });
});
