import { createServer } from 'node:net';

/** A port of this machine that nothing listens on now, for a program that has to be told its own. Throws where there is none. */
export async function requireFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address === 'object' && address) return address.port;
  throw new Error('There is no free port');
}
