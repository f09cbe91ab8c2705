import type { Host } from 'template-host';
import * as v from 'valibot';

const tokensSchema = v.object({ accessToken: v.string() });

/** A browser's session with the API of a played portal: it keeps the cookies, and the token once it has one. */
export type ApiSession = {
  /** The answer's body; undefined where there is none. */
  readonly call: (method: string, path: string, body?: object) => Promise<unknown>;
  /** A call that answers with tokens: the next calls are made with them. */
  readonly callForToken: (method: string, path: string, body?: object) => Promise<void>;
  /** Forgets the token, as a page does that signs out; with `everything`, the cookies too. */
  readonly forget: (what: 'token' | 'everything') => void;
};

/** A new session, with neither cookies nor token. A call that answers 400 or more throws. */
export function apiSession(host: Pick<Host, 'url'>): ApiSession {
  let token = '';
  const cookies = new Map<string, string>();
  async function call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${host.url}/api/${path}`, {
      method,
      headers: {
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      body: body ? JSON.stringify(body) : null,
    });
    for (const [pair = ''] of response.headers.getSetCookie().map((set) => set.split(';'))) {
      const at = pair.indexOf('=');
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text ? JSON.parse(text) : undefined;
  }
  return {
    call,
    async callForToken(method, path, body) {
      token = v.parse(tokensSchema, await call(method, path, body)).accessToken;
    },
    forget(what) {
      token = '';
      if (what === 'everything') cookies.clear();
    },
  };
}
