import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import type { JsonObject } from '../template/json.ts';
import type { HttpRequest } from './http.ts';

export type JwtAuthorizer = {
  readonly issuer: string;
  readonly audience: readonly string[];
  /** The header with the token, in lower case. */
  readonly header: string;
};

export type Verdict =
  | { readonly allowed: true; readonly authorizer: JsonObject }
  | { readonly allowed: false; readonly status: 401 | 403; readonly reason: string };

/**
 * The decision of an HTTP API's JWT authorizer: signature by the issuer's keys, `iss`, `aud` or else `client_id`, `exp`, `nbf`
 * and `iat` by the moved clock (401); at least one of the route's scopes, if it requires any (403).
 */
export async function authorizeJwt(
  request: HttpRequest,
  { issuer, audience, header }: JwtAuthorizer,
  { keys, scopes, now }: { readonly keys: JSONWebKeySet; readonly scopes: readonly string[]; readonly now: number },
): Promise<Verdict> {
  const token = (request.headers[header] ?? '').replace(/^bearer /i, '');
  const payload = await jwtVerify(token, createLocalJWKSet(keys), {
    issuer,
    currentDate: new Date(now),
    algorithms: ['RS256'],
  }).then(
    (verified) => verified.payload,
    () => undefined,
  );
  if (!payload || !isMeantFor(payload, audience)) return unauthorized;
  if (payload.iat !== undefined && payload.iat * 1000 > now + 1000) return unauthorized;
  const granted = String(payload.scope ?? payload.scp ?? '').split(' ');
  if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope))) {
    return { allowed: false, status: 403, reason: 'the token lacks the scope' };
  }
  return {
    allowed: true,
    authorizer: { jwt: { claims: claimsOf(payload), scopes: scopes.length > 0 ? scopes : null } },
  };
}

const unauthorized: Verdict = { allowed: false, status: 401, reason: 'the token does not count' };

function isMeantFor(payload: JWTPayload, audience: readonly string[]): boolean {
  const meant = payload.aud === undefined ? [payload.client_id] : [payload.aud].flat();
  return meant.some((one) => typeof one === 'string' && audience.includes(one));
}

/** API Gateway passes every claim as text, lists as `[a b]`. */
const claimsOf = (payload: JWTPayload): JsonObject =>
  Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.join(' ')}]` : typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
  );
