import type { HttpRequest, HttpResponse } from './http.ts';

type Site = (request: HttpRequest) => Promise<HttpResponse>;

/**
 * WebKit, so Safari, keeps no `Secure` cookie that comes over http, not even from this machine, and no name that demands one
 * (seen with WebKitGTK 2.50 and WPE WebKit 2.38). Other browsers do; they call themselves WebKit, too, and then name themselves.
 */
const isWebKit = (agent = '') => /AppleWebKit\//.test(agent) && !/\b(?:Chrome|Chromium|HeadlessChrome)\//.test(agent);

/** Stands for `__Host-` and `__Secure-` in the browser. */
const stored: Readonly<Record<string, string>> = { '__Host-': 'loopback-host-', '__Secure-': 'loopback-secure-' };

/** A Set-Cookie value as WebKit takes it over http: without `Secure`, and with another prefix of its name. */
const forBrowser = (cookie: string) =>
  cookie
    .replace(/^(?:__Host-|__Secure-)/, (prefix) => stored[prefix] ?? prefix)
    .replace(/;\s*Secure(?=\s*(?:;|$))/gi, '');

/** A Cookie header as the site would get it over https. */
const forSite = (cookies: string) =>
  cookies.replaceAll(/(^|;\s*)loopback-(host|secure)-/g, (_, before: string, name: string) =>
    before.concat(name === 'host' ? '__Host-' : '__Secure-'),
  );

/** The site for a browser of this machine: WebKit's cookies are renamed there and back; nothing changes for other callers. */
export const withWebKitCookies =
  (site: Site): Site =>
  async (request) => {
    if (!isWebKit(request.headers['user-agent'])) return site(request);
    const { cookie, ...headers } = request.headers;
    const response = await site({
      ...request,
      headers: cookie === undefined ? headers : { ...headers, cookie: forSite(cookie) },
    });
    return {
      ...response,
      headers: response.headers.map(
        ([name, value]) => [name, name === 'set-cookie' ? forBrowser(value) : value] as const,
      ),
    };
  };
