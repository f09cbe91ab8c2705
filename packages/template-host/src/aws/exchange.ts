import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AwsRequest, AwsResponse } from './service.ts';

type Read = { readonly request: Omit<AwsRequest, 'caller'>; readonly tooLarge: boolean };

/**
 * Reads a request and its body (at most `bodyLimit` bytes; of a larger one the rest is not read, and the result has an empty body
 * and `tooLarge`). Rejects if the client disconnects.
 */
export async function readRequest(incoming: IncomingMessage, bodyLimit: number): Promise<Read> {
  const [path = '/', query = ''] = (incoming.url ?? '/').split(/\?(.*)/s);
  const request = {
    method: incoming.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: incoming.headers,
  };
  const tooLarge = { request: { ...request, body: Buffer.alloc(0) }, tooLarge: true };
  if (Number(incoming.headers['content-length'] ?? 0) > bodyLimit) return tooLarge;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > bodyLimit) return tooLarge;
    chunks.push(bytes);
  }
  return { request: { ...request, body: Buffer.concat(chunks, length) }, tooLarge: false };
}

/** Sends an answer, to HEAD without body. A client that has disconnected is no error. */
export async function writeResponse(outgoing: ServerResponse, response: AwsResponse): Promise<void> {
  const { body } = response;
  const isHead = outgoing.req.method === 'HEAD';
  if (outgoing.destroyed || isHead) {
    if (body instanceof Readable) body.destroy();
    if (outgoing.destroyed) return;
  }
  outgoing.sendDate = false;
  outgoing.writeHead(response.status, response.headers);
  if (isHead) outgoing.end();
  else if (body instanceof Readable) await pipeline(body, outgoing).catch(() => outgoing.destroy());
  else outgoing.end(body ?? '');
}
