import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { carryOut } from './carry-out.ts';
import { serviceOf } from './dispatch.ts';
import type { AwsEndpointNeeds } from './endpoint-needs.ts';
import { readRequest, writeResponse } from './exchange.ts';
import type { HandlerFor } from './ports.ts';
import { AwsError } from './service.ts';

export type { AwsEndpointNeeds } from './endpoint-needs.ts';

export type AwsEndpoint = {
  /**
   * Without a name, the handler of the public port, for S3 and AWS clients, browsers with presigned URLs, and tests; bind it to
   * loopback only. With a name, the handler of this function's own port: unsigned calls are that function's, unknown keys are
   * refused.
   */
  readonly handlerFor: HandlerFor;
};

const mebibyte = 1024 * 1024;

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
      // The rest of the body is not read, so the connection cannot be used again.
      await writeResponse(outgoing, { ...response, headers: { ...response.headers, connection: 'close' } });
      return;
    }
    const response = await carry({ unnamed: request, portOf });
    if (response) await writeResponse(outgoing, response);
    else outgoing.destroy();
  }

  return {
    handlerFor: (portOf) => (incoming, outgoing) => {
      outgoing.on('error', () => outgoing.destroy());
      exchange(incoming, outgoing, portOf).catch((error) => {
        if (!incoming.destroyed || incoming.complete) log(`aws: an answer broke: ${error}`);
        outgoing.destroy();
      });
    },
  };
}
