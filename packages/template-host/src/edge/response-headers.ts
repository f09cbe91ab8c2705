import * as v from 'valibot';
import type { HttpResponse } from './http.ts';

const flag = v.optional(v.boolean(), false);

/** AWS::CloudFront::ResponseHeadersPolicy, the parts that are played. CORS is refused: it belongs to the API. */
export const responseHeadersPolicySchema = v.strictObject({
  Name: v.string(),
  Comment: v.optional(v.string()),
  CustomHeadersConfig: v.optional(
    v.object({ Items: v.array(v.object({ Header: v.string(), Value: v.string(), Override: flag })) }),
  ),
  RemoveHeadersConfig: v.optional(v.object({ Items: v.array(v.object({ Header: v.string() })) })),
  SecurityHeadersConfig: v.optional(
    v.strictObject({
      ContentSecurityPolicy: v.optional(v.object({ ContentSecurityPolicy: v.string(), Override: flag })),
      ContentTypeOptions: v.optional(v.object({ Override: flag })),
      FrameOptions: v.optional(v.object({ FrameOption: v.string(), Override: flag })),
      ReferrerPolicy: v.optional(v.object({ ReferrerPolicy: v.string(), Override: flag })),
      StrictTransportSecurity: v.optional(
        v.object({ AccessControlMaxAgeSec: v.number(), IncludeSubdomains: flag, Preload: flag, Override: flag }),
      ),
      XSSProtection: v.optional(v.object({ Protection: v.boolean(), ModeBlock: flag, Override: flag })),
    }),
  ),
});
export type ResponseHeadersPolicy = v.InferOutput<typeof responseHeadersPolicySchema>;

type PolicyHeader = { readonly name: string; readonly value: string; readonly override: boolean };

/** Applies a policy to a response: it sets headers (over the origin's own only with `Override`) and removes headers. */
export function applyResponseHeaders(response: HttpResponse, policy: ResponseHeadersPolicy | undefined): HttpResponse {
  if (!policy) return response;
  const removed = new Set(policy.RemoveHeadersConfig?.Items.map(({ Header }) => Header.toLowerCase()));
  const own = response.headers.filter(([name]) => !removed.has(name));
  const set = policyHeaders(policy).filter(
    ({ name, override }) => override || !own.some(([header]) => header === name),
  );
  const replaced = new Set(set.map(({ name }) => name));
  return {
    ...response,
    headers: [...own.filter(([name]) => !replaced.has(name)), ...set.map(({ name, value }) => [name, value] as const)],
  };
}

function policyHeaders({
  CustomHeadersConfig,
  SecurityHeadersConfig: security,
}: ResponseHeadersPolicy): PolicyHeader[] {
  const hsts = security?.StrictTransportSecurity;
  const csp = security?.ContentSecurityPolicy;
  const xss = security?.XSSProtection;
  const header = (name: string, value: string | undefined, part: { Override: boolean } | undefined): PolicyHeader[] =>
    value !== undefined && part ? [{ name, value, override: part.Override }] : [];
  return [
    ...(CustomHeadersConfig?.Items ?? []).flatMap((item) => header(item.Header.toLowerCase(), item.Value, item)),
    // On this machine there is no https to upgrade to.
    ...header('content-security-policy', csp?.ContentSecurityPolicy.replace(/;?\s*upgrade-insecure-requests/, ''), csp),
    ...header('x-content-type-options', 'nosniff', security?.ContentTypeOptions),
    ...header('x-frame-options', security?.FrameOptions?.FrameOption, security?.FrameOptions),
    ...header('referrer-policy', security?.ReferrerPolicy?.ReferrerPolicy, security?.ReferrerPolicy),
    ...header('x-xss-protection', xss && `${xss.Protection ? '1' : '0'}${xss.ModeBlock ? '; mode=block' : ''}`, xss),
    ...header(
      'strict-transport-security',
      hsts &&
        `max-age=${hsts.AccessControlMaxAgeSec}${hsts.IncludeSubdomains ? '; includeSubDomains' : ''}${hsts.Preload ? '; preload' : ''}`,
      hsts,
    ),
  ];
}
