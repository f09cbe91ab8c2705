import type { HttpRequest } from './http.ts';

/** How much of the viewer's request reaches the origin. */
export type OriginRequestRule = 'all-but-host' | 'nothing';

// AWS's managed policies by id; source: "Use managed origin request policies" in the CloudFront guide.
const managedPolicies: Readonly<Record<string, OriginRequestRule>> = {
  'b689b0a8-53d0-40ab-baf2-68738e2966ac': 'all-but-host',
};

/** @throws Error for a policy that is not played here. */
export function originRequestRule(policyId: string | undefined): OriginRequestRule {
  if (policyId === undefined) return 'nothing';
  const rule = managedPolicies[policyId];
  if (!rule) throw new Error('only the origin request policy AllViewerExceptHostHeader is played on this machine');
  return rule;
}

/**
 * The request as it reaches the origin: the Host is the origin's own; without a policy, neither query nor cookies nor the
 * Authorization header pass.
 */
export function originRequest(
  request: HttpRequest,
  rule: OriginRequestRule,
  origin: { readonly domainName: string; readonly path: string; readonly headers: Readonly<Record<string, string>> },
): HttpRequest {
  const { cookie, authorization, ...rest } = request.headers;
  const before = rest['x-forwarded-for'];
  const passed = rule === 'nothing' ? rest : request.headers;
  return {
    ...request,
    path: origin.path + request.path,
    query: rule === 'nothing' ? '' : request.query,
    headers: {
      ...passed,
      ...origin.headers,
      host: origin.domainName,
      via: '1.1 local (CloudFront)',
      'x-forwarded-for': before ? `${before},${request.address}` : request.address,
    },
  };
}
