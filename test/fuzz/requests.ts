import fc from 'fast-check';
import type { EndpointContract } from '#shared/contract/endpoint.ts';
import { keyMark, nameMark, secretMark } from './marks.ts';
import { anyJson, anyMarkedText, valid } from './values.ts';

/** Who sends it: the customer's active session, the helpdesk's signature, something that is neither, or nobody. */
export type Sender = 'nobody' | 'customer' | 'agent' | 'forger';

export type FuzzRequest = {
  readonly endpoint: EndpointContract;
  readonly sender: Sender;
  readonly method: string;
  /** Percent-encoded, with the query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  /** Whether method and path are the endpoint's own, so that it is the one to answer. */
  readonly isAddressed: boolean;
};

const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const rightHeaders = { 'content-type': 'application/json' };

const strangeTypes = fc.constantFrom(
  ...['', 'text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/octet-stream', 'x'],
  ...[
    'application/json; charset=utf-16',
    'application/x-www-form-urlencoded',
    'APPLICATION/JSON',
    'application/problem+json',
  ],
);
/** Names that every object of JavaScript has already: who collects a request's names in a plain object meets them. */
const namesOfObjects = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
const printable = fc.stringMatching(/^[ -~]{0,40}$/);
const strangeHeaders = fc.dictionary(
  fc.constantFrom(
    ...[
      'accept',
      'accept-language',
      'origin',
      'x-viewer-address',
      'x-forwarded-for',
      'if-none-match',
      'range',
      'cookie',
    ],
    ...['content-encoding', 'x-origin-secret', 'x-http-method-override', 'referer', 'user-agent', 'x-amz-date'],
  ),
  printable.map((text) => `${nameMark}${text}`.trim()),
  { maxKeys: 4 },
);

const strangeCookies = fc
  .array(fc.tuple(fc.constantFrom(...namesOfObjects, '', '__Host-', '__Host-session', '__host-device'), printable), {
    minLength: 1,
    maxLength: 3,
  })
  .map((all) => ({ cookie: all.map(([name, value]) => `${name}=${value.replaceAll(';', '')}`).join('; ') }));

/** A body that is not quite right: one field changed, left out or added. */
const spoiled = (body: fc.Arbitrary<Readonly<Record<string, unknown>>>) =>
  fc.tuple(body, fc.nat(), anyJson, fc.constantFrom('change', 'drop', 'add')).map(([good, at, value, how]) => {
    const names = Object.keys(good);
    const name = names[at % Math.max(1, names.length)] ?? keyMark;
    if (how === 'add') return { ...good, [keyMark]: value };
    const { [name]: _, ...rest } = good;
    return how === 'drop' ? rest : { ...rest, [name]: value };
  });

const deep = fc
  .tuple(fc.integer({ min: 10, max: 4000 }), fc.constantFrom('[', '{"a":'))
  .map(([depth, open]) => Buffer.from(`${open.repeat(depth)}"${nameMark}"`));
const large = fc
  .integer({ min: 15_000, max: 120_000 })
  .map((size) => json({ username: nameMark, password: `${secretMark}${'x'.repeat(size)}` }));
const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));

function bodies(endpoint: EndpointContract): fc.Arbitrary<Buffer | undefined> {
  const { body } = endpoint;
  if (!body) return fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: bytes });
  const good = valid(body);
  return fc.oneof(
    { weight: 8, arbitrary: good.map(json) },
    { weight: 6, arbitrary: spoiled(good).map(json) },
    { weight: 3, arbitrary: anyJson.map(json) },
    { weight: 2, arbitrary: fc.tuple(good, fc.nat(400)).map(([value, at]) => json(value).subarray(0, at)) },
    // Another encoding than UTF-8.
    { weight: 2, arbitrary: good.map((value) => Buffer.from(`${JSON.stringify({ ...value })} é`, 'latin1')) },
    { weight: 1, arbitrary: good.map((value) => Buffer.from(JSON.stringify(value), 'utf16le')) },
    { weight: 1, arbitrary: bytes },
    { weight: 1, arbitrary: deep },
    { weight: 1, arbitrary: large },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}

const strangeSegment = fc.oneof(
  anyMarkedText.map((text) => encodeURIComponent(text.toWellFormed())),
  fc.constantFrom('%zz', '%00', '%2e%2e%2f', '..', '%c3', '%ff%fe', '*', '$default', `${nameMark}${'a'.repeat(2000)}`),
);

/** The endpoint's path with its parameters filled in, rightly or not. */
function paths({ path, pathParameters }: EndpointContract): fc.Arbitrary<string> {
  if (!pathParameters) return fc.constant(path);
  const fill = (parameters: Readonly<Record<string, unknown>>) =>
    path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parameters[name] ?? 'x')));
  return fc.oneof(
    { weight: 3, arbitrary: valid(pathParameters).map(fill) },
    { weight: 1, arbitrary: strangeSegment.map((segment) => path.replace(/\{\w+\}/g, () => segment)) },
  );
}

const pairs = fc
  .array(fc.tuple(fc.constantFrom('policy', 'cursor', 'disposition', keyMark, ...namesOfObjects), strangeSegment), {
    maxLength: 4,
  })
  .map((all) => all.map(([name, value]) => `${name}=${value}`).join('&'));

function queries({ query }: EndpointContract): fc.Arbitrary<string> {
  const strange = fc.oneof(pairs, fc.constantFrom('', '&&&', '=', '%', 'a=%ff', '%zz=1'));
  if (!query) return fc.oneof({ weight: 6, arbitrary: fc.constant('') }, { weight: 1, arbitrary: strange });
  const right = valid(query).map((value) =>
    Object.entries(value)
      .map(([name, one]) => `${name}=${encodeURIComponent(String(one))}`)
      .join('&'),
  );
  return fc.oneof({ weight: 2, arbitrary: right }, { weight: 1, arbitrary: strange });
}

const otherMethods = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS');

const usual: Readonly<Record<EndpointContract['auth'], Sender>> = { none: 'nobody', account: 'customer', iam: 'agent' };

/** Any call of one endpoint: most of them well formed enough to reach it, the rest wrong in every way. */
export function requestsOf(endpoint: EndpointContract): fc.Arbitrary<FuzzRequest> {
  return fc
    .record({
      sender: fc.oneof(
        { weight: 6, arbitrary: fc.constant(usual[endpoint.auth]) },
        { weight: 2, arbitrary: fc.constantFrom<Sender>('nobody', 'customer', 'agent', 'forger') },
      ),
      method: fc.oneof({ weight: 9, arbitrary: fc.constant(endpoint.method) }, { weight: 1, arbitrary: otherMethods }),
      path: fc.oneof(
        { weight: 14, arbitrary: paths(endpoint) },
        { weight: 1, arbitrary: fc.tuple(paths(endpoint), strangeSegment).map(([path, more]) => `${path}/${more}`) },
      ),
      query: queries(endpoint),
      contentType: fc.oneof({ weight: 8, arbitrary: fc.constant('') }, { weight: 1, arbitrary: strangeTypes }),
      more: fc.oneof(
        { weight: 2, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: strangeHeaders },
        { weight: 1, arbitrary: strangeCookies },
      ),
      body: bodies(endpoint),
    })
    .map(({ sender, method, path, query, contentType, more, body }) => ({
      endpoint,
      sender,
      method,
      target: query === '' ? path : `${path}?${query}`,
      headers: {
        ...more,
        ...(body ? rightHeaders : {}),
        ...(contentType === '' ? {} : { 'content-type': contentType }),
      },
      body,
      isAddressed: method === endpoint.method && path.split('/').length === endpoint.path.split('/').length,
    }));
}
