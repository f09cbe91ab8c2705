import { createServer, type Server } from 'node:http';
import { type HttpRequest, type HttpResponse, jsonResponse, readRequest, writeResponse } from './http.ts';

/**
 * An HTTP server that reads whole requests and sends whole answers. If `handle` throws, the answer is a 502 and `report` gets a
 * line; every request is answered.
 */
export function createWebServer(options: {
  readonly handle: (request: HttpRequest) => Promise<HttpResponse>;
  /** The longest body in bytes for this path. */
  readonly longestBody: (path: string) => number;
  readonly report: (line: string) => void;
}): Server {
  const answer = async (incoming: Parameters<typeof readRequest>[0]): Promise<HttpResponse> => {
    const request = await readRequest(incoming, options.longestBody(incoming.url ?? '/'));
    if (request === 'too-large') return jsonResponse(413, { message: 'Request Entity Too Large' });
    try {
      return await options.handle(request);
    } catch (error) {
      options.report(`${request.method} ${request.path}: ${error instanceof Error ? error.stack : error}`);
      return jsonResponse(502, { message: 'Bad Gateway' });
    }
  };
  return createServer({ keepAliveTimeout: 120_000 }, (incoming, outgoing) => {
    answer(incoming)
      .then((response) => writeResponse(outgoing, response, incoming.method))
      // The client disconnected while it was sending.
      .catch(() => outgoing.destroy());
  });
}
