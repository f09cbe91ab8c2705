import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { carryOut } from './carry-out.ts';
import { serviceOf } from './dispatch.ts';
import type { AwsEndpointNeeds } from './endpoint-needs.ts';
import { readRequest, writeResponse } from './exchange.ts';
import { AwsError } from './service.ts';

export type { AwsEndpointNeeds } from './endpoint-needs.ts';

export type Listening = { readonly url: string; readonly port: number; readonly close: () => Promise<void> };

export type AwsEndpoint = {
  /** For the public port: the insurer's client, browsers with presigned URLs, tests. Bind it to loopback only. */
  readonly handler: RequestListener;
  /** For the port that one function is given: unsigned calls are that function's, keys of nobody are refused. */
  readonly handlerFor: (functionName: string) => RequestListener;
  /** Serves on 127.0.0.1 (port 0: any free one): the public port, or that of `functionName`. */
  readonly listen: (port: number, functionName?: string) => Promise<Listening>;
};

const mebibyte = 1024 * 1024;
const idleTimeout = 120_000;

/** The one AWS endpoint of the local host, for unmodified SDK clients and the AWS CLI. */
export function createAwsEndpoint(needs: AwsEndpointNeeds): AwsEndpoint {
  const { bodyLimit = 512 * mebibyte, log = console.error } = needs;
  const carry = carryOut(needs);

  async function exchange(incoming: IncomingMessage, outgoing: ServerResponse, portOf: string | undefined) {
    const id = randomUUID();
    outgoing.setHeader('x-amzn-requestid', id);
    outgoing.setHeader('x-amz-request-id', id);
    const { request, tooLarge } = await readRequest(incoming, bodyLimit);
    if (tooLarge) {
      const error = new AwsError('EntityTooLarge', `A body may have ${bodyLimit} bytes at most`, 400);
      const { failure } = needs.services[serviceOf(request) ?? 's3'];
      const response = failure(error, { ...request, caller: { kind: 'owner' } });
      // The rest of the body is never read, so the connection cannot be used again.
      await writeResponse(outgoing, { ...response, headers: { ...response.headers, connection: 'close' } });
      return;
    }
    const response = await carry({ unnamed: request, portOf });
    if (response) await writeResponse(outgoing, response);
    else outgoing.destroy();
  }

  const handlerOf =
    (portOf: string | undefined): RequestListener =>
    (incoming, outgoing) => {
      outgoing.on('error', () => outgoing.destroy());
      exchange(incoming, outgoing, portOf).catch((error) => {
        if (!incoming.destroyed || incoming.complete) log(`aws: an answer broke: ${error}`);
        outgoing.destroy();
      });
    };

  return {
    handler: handlerOf(undefined),
    handlerFor: handlerOf,
    listen: (port, functionName) => listen(handlerOf(functionName), port),
  };
}

async function listen(handler: RequestListener, port: number): Promise<Listening> {
  // SDK clients keep connections open; the server must not be the first to close an idle one.
  const server = createServer({ keepAlive: true, noDelay: true, keepAliveTimeout: idleTimeout }, handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The AWS endpoint has no port');
  const bound = address.port;
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
