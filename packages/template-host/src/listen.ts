import { type AwsPorts, createAwsPorts } from './aws/ports.ts';
import type { Closing } from './closing.ts';
import { type HttpRequest, type HttpResponse, jsonResponse } from './edge/http.ts';
import { longestApiBody } from './edge/http-api.ts';
import { createWebServer } from './edge/web-server.ts';
import { closeServer, listenOnLoopback } from './loopback.ts';

export type Handler = (request: HttpRequest) => Promise<HttpResponse>;

export type WebPort = {
  /** `127.0.0.1:3000` */
  readonly host: string;
  /** From now on this handler answers; before that, every request gets a 503. */
  readonly serve: (handle: Handler) => void;
};

/** Everything this host listens on. */
export type Ports = {
  /** The distribution's port, and that of the control pages. */
  readonly web: WebPort;
  /** The HTTP API, without CloudFront in front of it. */
  readonly api: WebPort;
  readonly aws: AwsPorts;
  /** The origin of the public AWS port. */
  readonly awsUrl: string;
};

const longestUpload = 512 * 1024 * 1024;

/**
 * Opens the host's ports before the template is played, because the template's functions, queues and pages contain their
 * addresses.
 *
 * @throws Error with one clear line if a port is taken
 */
export async function listen(
  options: { readonly port: number; readonly awsPort: number; readonly print: (line: string) => void },
  closing: Closing,
): Promise<Ports> {
  async function open(port: number, longestBody: (path: string) => number): Promise<WebPort> {
    let handle: Handler = async () => jsonResponse(503, { message: 'The local host is starting' });
    const server = createWebServer({ handle: (request) => handle(request), longestBody, report: options.print });
    const bound = await listenOnLoopback(server, port);
    closing.add(() => closeServer(server));
    return {
      host: `127.0.0.1:${bound}`,
      serve(handler) {
        handle = handler;
      },
    };
  }
  const aws = createAwsPorts(closing);
  return {
    aws,
    awsUrl: await aws.open(options.awsPort),
    web: await open(options.port, (path) => (path.startsWith('/_local/') ? longestUpload : longestApiBody)),
    api: await open(0, () => longestApiBody),
  };
}
