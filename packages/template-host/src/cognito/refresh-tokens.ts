import { createHash, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { AwsError } from '../aws/service.ts';
import type { Clock } from '../clock.ts';
import type { Collection, Collections } from '../kept/collections.ts';
import type { ClientDefinition } from './definitions.ts';
import type { User } from './users.ts';

const grantSchema = v.object({
  /** The tokens' `origin_jti`. */
  id: v.string(),
  clientId: v.string(),
  sub: v.string(),
  /** The user's generation at sign-in. */
  generation: v.number(),
  /** ms since 1970 UTC; a rotated token expires when the one that it came from would have expired. */
  authTime: v.number(),
  expiresAt: v.number(),
  revoked: v.boolean(),
});

/** One sign-in, and every token that came from it. */
export type Grant = Readonly<v.InferOutput<typeof grantSchema>>;

const tokenSchema = v.object({ id: v.string(), grantId: v.string(), rotatedAt: v.exactOptional(v.number()) });
type Token = Readonly<v.InferOutput<typeof tokenSchema>>;

export type RefreshTokens = {
  /** Begins a grant for a successful sign-in, with its first refresh token. */
  readonly begin: (grantId: string, client: ClientDefinition, user: User) => { grant: Grant; refreshToken: string };
  /**
   * The grant of a token that can still be used. Throws NotAuthorizedException, or RefreshTokenReuseException if it was rotated
   * out.
   */
  readonly check: (refreshToken: string, client: ClientDefinition) => Grant;
  /** Issues the next token of the same grant; the given one expires `graceSeconds` after its first rotation. */
  readonly rotate: (refreshToken: string, client: ClientDefinition) => string;
  /**
   * Ends the token's grant, and with it every token that came from it; does nothing if the token is dead already. Throws
   * UnsupportedTokenTypeException for an access or id token, InvalidParameterException for a text that is none of our tokens,
   * UnauthorizedException for another client's.
   */
  readonly revoke: (refreshToken: string, client: ClientDefinition) => void;
  /** The grant that an access token's `origin_jti` names, while it is valid. */
  readonly live: (grantId: string) => Grant | undefined;
};

/** The refresh tokens of all pools. Only their hashes are kept. */
export function createRefreshTokens(clock: Clock, kept: Collections): RefreshTokens {
  const grants = keyed(kept.collection<Grant>('grants', grantSchema));
  const tokens = keyed(kept.collection<Token>('refresh-tokens', tokenSchema));

  function issue(grantId: string): string {
    const text = opaqueToken();
    tokens.put({ id: digest(text), grantId });
    return text;
  }

  function find(text: string, client: ClientDefinition): { token: Token; grant: Grant } {
    const token = tokens.get(digest(text));
    const grant = token && grants.get(token.grantId);
    if (!token || !grant || grant.clientId !== client.clientId) throw invalid('Invalid Refresh Token');
    return { token, grant };
  }

  function check(text: string, client: ClientDefinition): { token: Token; grant: Grant } {
    const { token, grant } = find(text, client);
    if (grant.revoked) throw invalid('Refresh Token has been revoked');
    if (grant.expiresAt <= clock.now()) throw invalid('Refresh Token has expired');
    const grace = (client.refreshTokenRotation?.graceSeconds ?? 0) * 1000;
    if (token.rotatedAt !== undefined && token.rotatedAt + grace <= clock.now())
      throw new AwsError('RefreshTokenReuseException', 'Refresh token has been invalidated by rotation');
    return { token, grant };
  }

  return {
    begin(id, client, user) {
      forgetExpired(grants, tokens, clock.now());
      const grant: Grant = {
        id,
        clientId: client.clientId,
        sub: user.sub,
        generation: user.generation,
        authTime: clock.now(),
        expiresAt: clock.now() + client.refreshTokenValiditySeconds * 1000,
        revoked: false,
      };
      grants.put(grant);
      return { grant, refreshToken: issue(id) };
    },
    check: (text, client) => check(text, client).grant,
    rotate(text, client) {
      const { token, grant } = check(text, client);
      tokens.put({ ...token, rotatedAt: token.rotatedAt ?? clock.now() });
      return issue(grant.id);
    },
    revoke(text, client) {
      if (text.split('.').length === 3) throw new AwsError('UnsupportedTokenTypeException', 'Unsupported token type');
      const grant = grants.get(tokens.get(digest(text))?.grantId ?? '');
      if (!grant) throw new AwsError('InvalidParameterException', 'Invalid Refresh Token');
      if (grant.clientId !== client.clientId)
        throw new AwsError('UnauthorizedException', 'Refresh Token is not of this client');
      if (!grant.revoked) grants.put({ ...grant, revoked: true });
    },
    live(grantId) {
      const grant = grants.get(grantId);
      return grant?.revoked ? undefined : grant;
    },
  };
}

function keyed<Item extends { readonly id: string }>(kept: Collection<Item>) {
  const items = new Map(kept.loaded().map((item) => [item.id, item]));
  return {
    get: (id: string) => items.get(id),
    values: () => items.values(),
    put(item: Item) {
      items.set(item.id, item);
      kept.put(item.id, item);
    },
    remove(id: string) {
      items.delete(id);
      kept.remove(id);
    },
  };
}

type Keyed<Item extends { readonly id: string }> = ReturnType<typeof keyed<Item>>;

// Both are in the order of their creation. They are kept a day longer, so that a late caller still learns that its token has
// expired.
function forgetExpired(grants: Keyed<Grant>, tokens: Keyed<Token>, now: number) {
  const longGone = (grant: Grant | undefined) => !grant || grant.expiresAt + 86_400_000 <= now;
  for (const token of tokens.values()) {
    if (!longGone(grants.get(token.grantId))) break;
    tokens.remove(token.id);
  }
  for (const grant of grants.values()) {
    if (!longGone(grant)) break;
    grants.remove(grant.id);
  }
}

const part = (bytes: number) => randomBytes(bytes).toString('base64url');
const header = Buffer.from(JSON.stringify({ cty: 'JWT', enc: 'A256GCM', alg: 'RSA-OAEP' })).toString('base64url');

/**
 * Opaque, with the form and size of Cognito's own (five parts, about 1,500 characters), so that a cookie that is too small fails
 * here.
 */
const opaqueToken = () => [header, part(256), part(12), part(790), part(16)].join('.');

const digest = (text: string) => createHash('sha256').update(text).digest('base64url');
const invalid = (message: string) => new AwsError('NotAuthorizedException', message);
