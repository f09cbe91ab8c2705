import { createServer, type Server } from 'node:http';

/**
 * Binds a server to 127.0.0.1 and returns its port (0: any free one).
 *
 * @throws Error with one clear line if the port is taken
 */
export async function listenOnLoopback(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' ? new Error(`port ${port} is taken by another program`, { cause: error }) : error,
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

/** Ends a server and every connection to it. */
export const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/**
 * Checks that a port of 127.0.0.1 is free now (0 always is).
 *
 * @throws Error with one clear line if it is taken
 */
export async function requireFreePort(port: number): Promise<void> {
  const server = createServer();
  await listenOnLoopback(server, port);
  await closeServer(server);
}
