import { compress } from './compress.ts';
import type { EdgeFunction } from './edge-function.ts';
import { type HttpRequest, type HttpResponse, textResponse } from './http.ts';
import { type OriginRequestRule, originRequest } from './origin-request.ts';
import { applyResponseHeaders, type ResponseHeadersPolicy } from './response-headers.ts';

export type Origin = {
  readonly domainName: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: (request: HttpRequest) => Promise<HttpResponse>;
};

export type Behaviour = {
  /** `*` for the default one. */
  readonly pathPattern: string;
  readonly origin: Origin;
  readonly methods: readonly string[];
  readonly onRequest: EdgeFunction | undefined;
  readonly onResponse: EdgeFunction | undefined;
  readonly headersPolicy: ResponseHeadersPolicy | undefined;
  readonly originRule: OriginRequestRule;
  readonly compresses: boolean;
};

export type ErrorPage = {
  readonly errorCode: number;
  readonly path?: string | undefined;
  readonly status?: number | undefined;
};

export type Distribution = { readonly handle: (request: HttpRequest) => Promise<HttpResponse> };

/**
 * A CloudFront distribution without a cache: every request reaches its origin. The first behaviour with a fitting pattern serves
 * it, the default one last.
 */
export function createDistribution(options: {
  readonly behaviours: readonly Behaviour[];
  readonly rootObject: string;
  readonly errorPages: readonly ErrorPage[];
  /** What the web ACL before it answers to a request that it blocks. */
  readonly refuse?: (request: HttpRequest) => HttpResponse | undefined;
}): Distribution {
  const behaviourFor = (path: string) =>
    options.behaviours.find(({ pathPattern }) => pathPattern === '*' || matchesPathPattern(pathPattern, path));

  const fetchFrom = ({ origin, originRule }: Behaviour, request: HttpRequest) => {
    const path = request.path === '/' && options.rootObject ? `/${options.rootObject}` : request.path;
    return origin.fetch(originRequest({ ...request, path }, originRule, origin));
  };

  async function fetchWithErrorPage(behaviour: Behaviour, request: HttpRequest): Promise<HttpResponse> {
    const response = await fetchFrom(behaviour, request);
    const page = options.errorPages.find(({ errorCode }) => errorCode === response.status);
    const instead = page?.path === undefined ? undefined : behaviourFor(page.path);
    if (!page?.path || !instead) return response;
    const shown = await fetchFrom(instead, { ...request, method: 'GET', path: page.path, query: '' });
    return { ...shown, status: page.status ?? response.status };
  }

  return {
    async handle(request) {
      const refused = options.refuse?.(request);
      if (refused) return refused;
      const behaviour = behaviourFor(request.path);
      if (!behaviour) return errorPage(404, 'Not Found');
      const finish = async (response: HttpResponse) =>
        applyResponseHeaders(
          behaviour.compresses ? await compress(request, response) : response,
          behaviour.headersPolicy,
        );
      if (!behaviour.methods.includes(request.method)) return finish(errorPage(403, 'This method is not allowed.'));
      const admitted = (await behaviour.onRequest?.onRequest(request)) ?? { request };
      if ('response' in admitted) return finish(admitted.response);
      const response = await fetchWithErrorPage(behaviour, admitted.request);
      // CloudFront runs no viewer-response function for errors.
      const changed =
        response.status < 400 ? await behaviour.onResponse?.onResponse(admitted.request, response) : undefined;
      return finish(changed ?? response);
    },
  };
}

const errorPage = (status: number, text: string) =>
  textResponse(status, 'text/html', `<h1>${status}</h1><p>${text}</p>`);

/** Whether a CloudFront path pattern fits: `*` is any text, `?` one character. Case matters; a leading slash is implied. */
export function matchesPathPattern(pattern: string, path: string): boolean {
  const source = (pattern.startsWith('/') ? pattern : `/${pattern}`)
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(path);
}
