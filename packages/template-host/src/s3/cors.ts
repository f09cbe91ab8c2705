import type { IncomingHttpHeaders } from 'node:http';

/** One rule of a bucket's CORS configuration, with the names of CloudFormation's CorsRules. */
export type CorsRule = {
  readonly allowedOrigins: readonly string[];
  readonly allowedMethods: readonly string[];
  readonly allowedHeaders?: readonly string[];
  readonly exposedHeaders?: readonly string[];
  /** How long a browser may keep the answer, in seconds. */
  readonly maxAge?: number;
};

const matches = (pattern: string, value: string) => {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return pattern === value;
  return value.length >= before.length + after.length && value.startsWith(before) && value.endsWith(after);
};

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(',') : value);

const findRule = (rules: readonly CorsRule[], origin: string, method: string, headers: readonly string[] = []) =>
  rules.find(
    (rule) =>
      rule.allowedOrigins.some((pattern) => matches(pattern, origin)) &&
      rule.allowedMethods.includes(method) &&
      headers.every((name) => (rule.allowedHeaders ?? []).some((pattern) => matches(pattern.toLowerCase(), name))),
  );

export const allowsOrigin = (rules: readonly CorsRule[], origin: string, method: string) =>
  findRule(rules, origin, method) !== undefined;

function answerHeaders(rule: CorsRule, origin: string): Record<string, string> {
  const isForAll = rule.allowedOrigins.includes('*');
  return {
    'access-control-allow-origin': isForAll ? '*' : origin,
    'access-control-allow-methods': rule.allowedMethods.join(', '),
    ...(isForAll ? {} : { 'access-control-allow-credentials': 'true' }),
    ...(rule.exposedHeaders?.length ? { 'access-control-expose-headers': rule.exposedHeaders.join(', ') } : {}),
    ...(rule.maxAge === undefined ? {} : { 'access-control-max-age': String(rule.maxAge) }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

/** The CORS headers of a plain answer; none without an Origin or a rule for it. */
export function corsHeaders(
  rules: readonly CorsRule[],
  method: string,
  headers: IncomingHttpHeaders,
): Record<string, string> {
  const origin = one(headers.origin);
  const rule = origin && findRule(rules, origin, method);
  return rule && origin ? answerHeaders(rule, origin) : {};
}

/** The headers that answer a preflight (OPTIONS); undefined if no rule allows it: S3 then answers 403. */
export function preflightHeaders(
  rules: readonly CorsRule[],
  headers: IncomingHttpHeaders,
): Record<string, string> | undefined {
  const origin = one(headers.origin);
  const method = one(headers['access-control-request-method']);
  const asked = one(headers['access-control-request-headers'])
    ?.split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  if (!origin || !method) return undefined;
  const rule = findRule(rules, origin, method, asked);
  if (!rule) return undefined;
  return {
    ...answerHeaders(rule, origin),
    ...(asked?.length ? { 'access-control-allow-headers': asked.join(', ') } : {}),
  };
}
