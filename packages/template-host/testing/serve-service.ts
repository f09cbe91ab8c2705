import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AwsError, type AwsRequest, type AwsResponse, type AwsService } from '#host/aws/service.ts';

export type { AwsRequest, AwsResponse } from '#host/aws/service.ts';

const wordFailure = (service: AwsService, request: AwsRequest, error: unknown) =>
  service.failure(error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), 500), request);

/** One call of an emulated service without any server, signature or permission, its failures in the service's words. */
export async function answerCall(service: AwsService, request: AwsRequest): Promise<AwsResponse> {
  try {
    service.operation(request);
    service.intents(request);
    return await service.handle(request);
  } catch (error) {
    return wordFailure(service, request, error);
  }
}

/** The answer of a service that refuses a call with this code, as a fault that is put in on purpose. */
export const refuseCall = (service: AwsService, request: AwsRequest, code: string, message = code): AwsResponse =>
  service.failure(new AwsError(code, message), request);

/**
 * One emulated service behind a bare HTTP server on 127.0.0.1, without signatures, permissions or faults: what the
 * service's own conformance tests talk to with the unmodified SDK.
 */
export async function serveService(service: AwsService): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const [path = '/', query = ''] = (incoming.url ?? '/').split(/\?(.*)/s);
    const request = {
      method: incoming.method ?? 'GET',
      path,
      query: new URLSearchParams(query),
      headers: incoming.headers,
      body: Buffer.concat(chunks),
      caller: { kind: 'owner' },
    } as const;
    const response = await answerCall(service, request);
    outgoing.writeHead(response.status, response.headers);
    if (response.body instanceof Readable) await pipeline(response.body, outgoing).catch(() => outgoing.destroy());
    else outgoing.end(response.body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
