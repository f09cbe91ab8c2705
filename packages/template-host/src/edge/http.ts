import type { IncomingMessage, ServerResponse } from 'node:http';

/** A viewer's request, with its body. */
export type HttpRequest = {
  readonly method: string;
  /** Still percent-encoded, without the query. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** Names in lower case; several values of one name are joined with ',' (cookies with '; '). */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The viewer's IP address. */
  readonly address: string;
};

export type HttpResponse = {
  readonly status: number;
  /** Names in lower case; Set-Cookie may occur several times. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
};

/** Values by name, those of one name joined by commas. Any name may come, also `__proto__` and `constructor`. */
export function joined(pairs: Iterable<readonly [name: string, value: string]>): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of pairs) {
    const before = values.get(name);
    values.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(values);
}

/** A whole request, or 'too-large' if its body exceeds `longestBody` bytes. */
export async function readRequest(incoming: IncomingMessage, longestBody: number): Promise<HttpRequest | 'too-large'> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    // The rest is read and dropped, so that the client can read the answer.
    if (size <= longestBody) chunks.push(chunk);
  }
  if (size > longestBody) return 'too-large';
  const [path = '/', query = ''] = (incoming.url ?? '/').split(/\?(.*)/s);
  const headers = Object.fromEntries(
    Object.entries(incoming.headersDistinct).map(([name, values]) => [
      name,
      (values ?? []).join(name === 'cookie' ? '; ' : ','),
    ]),
  );
  return {
    method: incoming.method ?? 'GET',
    path,
    query,
    headers,
    body: Buffer.concat(chunks),
    address: incoming.socket.remoteAddress ?? '127.0.0.1',
  };
}

/** Writes the answer; a HEAD request gets no body. */
export function writeResponse(outgoing: ServerResponse, response: HttpResponse, method: string | undefined): void {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of response.headers) {
    const before = headers[name];
    headers[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  headers['content-length'] ??= String(response.body.length);
  outgoing.writeHead(response.status, headers);
  outgoing.end(method === 'HEAD' ? undefined : response.body);
}

export const textResponse = (status: number, contentType: string, text: string): HttpResponse => ({
  status,
  headers: [['content-type', contentType]],
  body: Buffer.from(text),
});

export const jsonResponse = (status: number, value: unknown): HttpResponse =>
  textResponse(status, 'application/json', JSON.stringify(value));
