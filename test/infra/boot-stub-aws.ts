import { createServer } from 'node:http';

/** What functions ask for while they start: the app client, and secrets. */
const answers: Readonly<Record<string, object>> = {
  DescribeUserPoolClient: {
    UserPoolClient: { UserPoolId: 'pool', ClientId: 'client', ClientSecret: 'secret', RefreshTokenValidity: 12 },
  },
  GetSecretValue: {
    ARN: 'arn',
    Name: 'secret',
    SecretString: JSON.stringify({ version: '1', secret: 'for tests only, protects nothing, is long enough' }),
  },
};

/** An AWS endpoint that answers what functions ask at their start, and an error to everything else. */
export async function startStubAws(): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer((request, response) => {
    request.resume();
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const answer = answers[operation];
    response.writeHead(answer ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answer ?? { __type: 'ValidationException', message: `no ${operation} at start` }));
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
