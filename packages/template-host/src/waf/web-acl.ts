import * as v from 'valibot';
import { type HttpRequest, type HttpResponse, textResponse } from '#host/edge/http.ts';
import { type IpSet, matches, statement } from './statements.ts';

const header = v.object({ Name: v.string(), Value: v.string() });
const block = v.object({
  CustomResponse: v.optional(
    v.object({
      ResponseCode: v.number(),
      CustomResponseBodyKey: v.optional(v.string()),
      ResponseHeaders: v.optional(v.array(header), []),
    }),
  ),
});
const visibility = v.object({ MetricName: v.string(), SampledRequestsEnabled: v.boolean() });

/** AWS::WAFv2::WebACL. What is not among these properties and would change an answer is refused. */
export const webAclSchema = v.object({
  Name: v.optional(v.string()),
  Scope: v.literal('CLOUDFRONT'),
  DefaultAction: v.strictObject({ Allow: v.unknown() }),
  Rules: v.optional(
    v.array(
      v.strictObject({
        Name: v.string(),
        Priority: v.number(),
        Statement: statement,
        Action: v.union([v.strictObject({ Block: block }), v.strictObject({ Count: v.unknown() })]),
        VisibilityConfig: visibility,
      }),
    ),
    [],
  ),
  CustomResponseBodies: v.optional(
    v.record(v.string(), v.object({ ContentType: v.string(), Content: v.string() })),
    {},
  ),
  DataProtectionConfig: v.optional(
    v.object({
      DataProtections: v.array(
        v.object({ Field: v.object({ FieldType: v.string(), FieldKeys: v.optional(v.array(v.string()), []) }) }),
      ),
    }),
    { DataProtections: [] },
  ),
  VisibilityConfig: visibility,
});
export type WebAclConfig = v.InferOutput<typeof webAclSchema>;

/** A request that a rule matched, as GetSampledRequests shows it. */
export type Sample = {
  readonly metric: string;
  /** ms since 1970 UTC. */
  readonly at: number;
  readonly request: HttpRequest;
  readonly action: 'ALLOW' | 'BLOCK' | 'COUNT';
  readonly status?: number;
};

const contentTypes: Readonly<Record<string, string>> = {
  APPLICATION_JSON: 'application/json',
  TEXT_HTML: 'text/html',
  TEXT_PLAIN: 'text/plain',
};

/** The request's headers as samples show them: protected ones without their values. */
export function shownHeaders({ headers }: HttpRequest, { DataProtectionConfig }: WebAclConfig) {
  const hidden = new Set(DataProtectionConfig.DataProtections.flatMap(({ Field }) => Field.FieldKeys));
  return Object.entries(headers).map(([Name, Value]) => ({ Name, Value: hidden.has(Name) ? 'REDACTED' : Value }));
}

/** Judges a request by the rules in their order. Returns what a rule answers, if one blocks it; `sample` gets each match. */
export function judge(
  config: WebAclConfig,
  request: HttpRequest,
  sets: (arn: string) => IpSet,
  sample: (match: Pick<Sample, 'metric' | 'action' | 'status'>) => void,
): HttpResponse | undefined {
  const rules = [...config.Rules].sort((one, other) => one.Priority - other.Priority);
  for (const { Statement, Action, VisibilityConfig } of rules) {
    if (!matches(Statement, request, sets)) continue;
    const seen = (match: Pick<Sample, 'action' | 'status'>) => {
      if (VisibilityConfig.SampledRequestsEnabled) sample({ metric: VisibilityConfig.MetricName, ...match });
    };
    if ('Count' in Action) {
      seen({ action: 'COUNT' });
      continue;
    }
    const { CustomResponse } = Action.Block;
    const status = CustomResponse?.ResponseCode ?? 403;
    seen({ action: 'BLOCK', status });
    const body = config.CustomResponseBodies[CustomResponse?.CustomResponseBodyKey ?? ''];
    const answer = textResponse(status, contentTypes[body?.ContentType ?? ''] ?? 'text/html', body?.Content ?? '');
    const more = CustomResponse?.ResponseHeaders.map(({ Name, Value }) => [Name.toLowerCase(), Value] as const) ?? [];
    return { ...answer, headers: [...answer.headers, ...more] };
  }
  if (config.VisibilityConfig.SampledRequestsEnabled)
    sample({ metric: config.VisibilityConfig.MetricName, action: 'ALLOW' });
  return undefined;
}
