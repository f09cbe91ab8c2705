import { randomUUID } from 'node:crypto';
import { createContext, Script } from 'node:vm';
import * as v from 'valibot';
import { type HttpRequest, type HttpResponse, joined } from './http.ts';

/** A CloudFront Function: runs the deployed code. */
export type EdgeFunction = {
  /** viewer-request: the request to continue with, or the function's own answer. */
  readonly onRequest: (request: HttpRequest) => Promise<{ request: HttpRequest } | { response: HttpResponse }>;
  /** viewer-response: the response to send. */
  readonly onResponse: (request: HttpRequest, response: HttpResponse) => Promise<HttpResponse>;
};

const value = v.object({
  value: v.string(),
  attributes: v.optional(v.string()),
  multiValue: v.optional(v.array(v.object({ value: v.string(), attributes: v.optional(v.string()) }))),
});
const values = v.optional(v.record(v.string(), value), {});
const requestSchema = v.object({
  method: v.string(),
  uri: v.string(),
  querystring: values,
  headers: values,
  cookies: values,
});
const responseSchema = v.object({
  statusCode: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(599)),
  headers: values,
  cookies: values,
  body: v.optional(v.union([v.string(), v.object({ encoding: v.picklist(['text', 'base64']), data: v.string() })])),
});
type Values = v.InferOutput<typeof values>;

// A CloudFront Function may run for about 1 ms; this limit only keeps an endless loop from hanging the host. It costs a thread for each
// run, which is most of what a run costs: a function that ended so often with each event is taken for one that ends.
const longestRunMs = 2000;
const guardedRuns = 20;

/**
 * Compiles a function of runtime cloudfront-js-2.0.
 *
 * @throws Error if the code does not compile or declares no `handler`
 */
export function compileEdgeFunction(
  name: string,
  code: string,
  distribution: { readonly id: string; readonly domainName: string },
): EdgeFunction {
  const context = createContext({ console: { log: () => {} }, Buffer, atob, btoa, TextEncoder, TextDecoder });
  new Script(code, { filename: `${name}.js` }).runInContext(context, { timeout: longestRunMs });
  if (new Script('typeof handler').runInContext(context) !== 'function') throw new Error(`${name} declares no handler`);
  const call = new Script(`Promise.resolve(handler(JSON.parse(text))).then(JSON.stringify)`);
  const runs: Record<string, number> = {};

  async function run(eventType: string, request: HttpRequest, response?: HttpResponse): Promise<unknown> {
    const event = {
      version: '1.0',
      context: {
        distributionDomainName: distribution.domainName,
        distributionId: distribution.id,
        eventType,
        requestId: randomUUID(),
      },
      viewer: { ip: request.address },
      request: eventRequest(request),
      ...(response ? { response: eventResponse(response) } : {}),
    };
    // The event is passed as text, so that the function's objects belong to its own realm and cannot reach ours. As code, a
    // cookie named `__proto__` would set a prototype.
    context.text = JSON.stringify(event);
    const before = runs[eventType] ?? 0;
    runs[eventType] = before + 1;
    const answer: unknown = await call.runInContext(context, before < guardedRuns ? { timeout: longestRunMs } : {});
    return JSON.parse(String(answer));
  }

  return {
    async onRequest(request) {
      const answer = await run('viewer-request', request);
      if (typeof answer === 'object' && answer !== null && 'statusCode' in answer) {
        return { response: httpResponse(v.parse(responseSchema, answer), Buffer.alloc(0)) };
      }
      return { request: httpRequest(v.parse(requestSchema, answer), request) };
    },
    async onResponse(request, response) {
      const answer = await run('viewer-response', request, response);
      return httpResponse(v.parse(responseSchema, answer), response.body);
    },
  };
}

function eventRequest(request: HttpRequest) {
  const { cookie, ...headers } = request.headers;
  const cookies = (cookie ?? '').split(/;\s*/).filter(Boolean);
  return {
    method: request.method,
    uri: request.path,
    querystring: collect(request.query.split('&').filter(Boolean).map(splitPair)),
    headers: collect(Object.entries(headers)),
    cookies: collect(cookies.map(splitPair)),
  };
}

function eventResponse(response: HttpResponse) {
  return {
    statusCode: response.status,
    statusDescription: '',
    headers: collect(response.headers.filter(([name]) => name !== 'set-cookie')),
    cookies: Object.fromEntries(
      response.headers
        .filter(([name]) => name === 'set-cookie')
        .map(([, cookie]) => {
          const [pair = '', ...attributes] = cookie.split('; ');
          const [name, text] = splitPair(pair);
          return [name, { value: text, attributes: attributes.join('; ') }];
        }),
    ),
  };
}

function splitPair(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
}

/** By name. The names are the viewer's own: in a plain object, `__proto__` and `constructor` would be there before. */
function collect(pairs: readonly (readonly [string, string])[]): Values {
  const all = new Map<string, Values[string]>();
  for (const [name, text] of pairs) {
    const before = all.get(name);
    if (!before) all.set(name, { value: text });
    else before.multiValue = [...(before.multiValue ?? [{ value: before.value }]), { value: text }];
  }
  return Object.fromEntries(all);
}

const spread = (all: Values): [string, string, string | undefined][] =>
  Object.entries(all).flatMap(([name, one]) =>
    (one.multiValue ?? [one]).map((each): [string, string, string | undefined] => [name, each.value, each.attributes]),
  );

function httpRequest(answer: v.InferOutput<typeof requestSchema>, original: HttpRequest): HttpRequest {
  const headers = joined(spread(answer.headers).map(([name, text]) => [name.toLowerCase(), text]));
  const cookie = spread(answer.cookies).map(([name, text]) => `${name}=${text}`);
  return {
    ...original,
    method: original.method,
    path: answer.uri,
    query: spread(answer.querystring)
      .map(([name, text]) => (text === '' ? name : `${name}=${text}`))
      .join('&'),
    headers: cookie.length > 0 ? { ...headers, cookie: cookie.join('; ') } : headers,
  };
}

function httpResponse(answer: v.InferOutput<typeof responseSchema>, body: Buffer): HttpResponse {
  const own = typeof answer.body === 'string' ? Buffer.from(answer.body) : undefined;
  const encoded = typeof answer.body === 'object' ? answer.body : undefined;
  return {
    status: answer.statusCode,
    headers: [
      ...spread(answer.headers).map(([name, text]) => [name.toLowerCase(), text] as const),
      ...spread(answer.cookies).map(
        ([name, text, attributes]) =>
          ['set-cookie', [`${name}=${text}`, attributes].filter(Boolean).join('; ')] as const,
      ),
    ],
    body: own ?? (encoded ? Buffer.from(encoded.data, encoded.encoding === 'base64' ? 'base64' : 'utf8') : body),
  };
}
