import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** The secrets that functions read while they start, by a part of their names. */
const secrets: Readonly<Record<string, string>> = {
  POOL_CLIENT: 'forTestsOnlyProtectsNothingIsLongEnough',
  LIMITS: 'for tests only, protects nothing, is long enough',
  PSEUDONYM: JSON.stringify({ version: '1', secret: 'for tests only, protects nothing, is long enough' }),
};

/** An AWS endpoint that answers what functions ask at their start, and an error to everything else. */
export async function startStubAws(): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const asked = await text(request);
    const secret = Object.keys(secrets).find((name) => operation === 'GetSecretValue' && asked.includes(name));
    // No fingerprint of a secret is kept yet.
    const isTable = asked.includes('SECRETS') && ['GetItem', 'PutItem'].includes(operation);
    response.writeHead(secret || isTable ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(
      JSON.stringify(
        secret
          ? { ARN: 'arn', Name: 'secret', SecretString: secrets[secret] }
          : isTable
            ? {}
            : { __type: 'ValidationException', message: `no ${operation} at start` },
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stub has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
