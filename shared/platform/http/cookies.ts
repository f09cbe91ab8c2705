import { DomainError } from '#shared/platform/runtime/domain-error.ts';

/**
 * A cookie of the portal (R1.4). Browsers take a name with `__Host-` only from the portal's own host, over HTTPS or from this
 * machine, so no neighbouring domain can plant one. The page's scripts never see it; no other site's request brings it.
 */
export type HostCookie = {
  /** Its key in a call's `cookies`. */
  readonly name: `__Host-${string}`;
  /** A Set-Cookie value; `maxAge` in seconds. The value must hold only characters that a cookie takes, such as base64url and dots. */
  readonly set: (value: string, maxAge: number) => string;
  /** A Set-Cookie value that deletes the cookie. */
  readonly cleared: string;
};

const prefix = '__Host-';
const attributes = 'Path=/; HttpOnly; Secure; SameSite=Strict';

/** The portal's cookie `__Host-<name>`. */
export function hostCookie(name: string): HostCookie {
  const fullName = `${prefix}${name}` as const;
  const set = (value: string, maxAge: number) =>
    `${fullName}=${value}; Max-Age=${Math.max(0, Math.floor(maxAge))}; ${attributes}`;
  return { name: fullName, set, cleared: set('', 0) };
}

/**
 * The portal's own cookies of a request, by name; others are passed over. `pairs` as API Gateway splits them.
 *
 * @throws DomainError `invalid-request` for a name that comes twice: no browser sends that, and which of the two is ours cannot be
 * known (R1.4)
 */
export function readHostCookies(pairs: readonly string[]): Readonly<Record<string, string>> {
  const cookies = new Map<string, string>();
  for (const pair of pairs) {
    const [, name = '', value = ''] = /^\s*([^=]*?)\s*=(.*)$/s.exec(pair) ?? [];
    if (!name.startsWith(prefix)) continue;
    if (cookies.has(name)) throw new DomainError('invalid-request');
    cookies.set(name, value.trim());
  }
  return Object.fromEntries(cookies);
}
