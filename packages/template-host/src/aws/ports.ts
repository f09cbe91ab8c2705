import { createServer, type RequestListener } from 'node:http';
import type { Closing } from '../closing.ts';
import { closeServer, listenOnLoopback } from '../loopback.ts';

/** The handler of a port: of one function's, or (without a name) of the public one. */
export type HandlerFor = (functionName: string | undefined) => RequestListener;

/** AWS's ports on 127.0.0.1: the public one, and one for each function, because Cognito's unsigned calls name no caller. */
export type AwsPorts = {
  /**
   * Opens a port (0: any free one) and returns its origin. It answers 503 until `serve` was called.
   *
   * @throws Error with one clear line if the port is taken
   */
  readonly open: (port: number, functionName?: string) => Promise<string>;
  /** From now on these handlers answer, on open ports and on later ones. */
  readonly serve: (handlerFor: HandlerFor) => void;
};

const idleTimeout = 120_000;

/** Creates the ports; none is open yet. */
export function createAwsPorts(closing: Closing): AwsPorts {
  let handlerFor: HandlerFor = () => (_, outgoing) => outgoing.writeHead(503).end();
  return {
    async open(port, functionName) {
      // SDK clients keep connections open; the server must not be the first to close an idle one.
      const options = { keepAlive: true, noDelay: true, keepAliveTimeout: idleTimeout };
      const server = createServer(options, (incoming, outgoing) => handlerFor(functionName)(incoming, outgoing));
      const bound = await listenOnLoopback(server, port);
      closing.add(() => closeServer(server));
      return `http://127.0.0.1:${bound}`;
    },
    serve(handlers) {
      handlerFor = handlers;
    },
  };
}
