import { createServer, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import * as v from 'valibot';

type Asked = { readonly method: string; readonly target: string; readonly headers: Headers; readonly body: string };
type Answer = { status: number; readonly headers: Headers; body: string };

/** Changes answers between client and AWS, so that one behaviour of AWS differs. */
export type Change = (asked: Asked, answer: Answer) => void;

const header = (headers: Headers, name: string) => headers.get(name) ?? '';
const operationOf = ({ headers }: Asked) => header(headers, 'x-amz-target').split('.').at(-1) ?? '';

/** Eight ways in which AWS could be otherwise than the portal assumes, each with the line that must say so. */
export const changedBehaviours: readonly { readonly id: string; readonly answered: string; readonly change: Change }[] =
  [
    {
      id: 'cognito-wrong-password',
      answered: 'UserNotFoundException: User does not exist.',
      change(asked, answer) {
        const isAsked = asked.body.includes('"nobody"') && asked.body.includes('"PASSWORD"');
        if (operationOf(asked) !== 'AdminInitiateAuth' || !isAsked) return;
        answer.body = JSON.stringify({ __type: 'UserNotFoundException', message: 'User does not exist.' });
        answer.headers.delete('x-amzn-errortype');
      },
    },
    {
      id: 'cognito-refresh-rotates',
      answered: 'no other token',
      change(asked, answer) {
        if (operationOf(asked) !== 'GetTokensFromRefreshToken' || answer.status !== 200) return;
        const { RefreshToken } = v.parse(v.object({ RefreshToken: v.string() }), JSON.parse(asked.body));
        answer.body = answer.body.replace(/"RefreshToken":"[^"]*"/, `"RefreshToken":"${RefreshToken}"`);
      },
    },
    {
      id: 'dynamodb-throttled-transaction',
      answered: 'TransactionCanceledException with ThrottlingException',
      change(asked, answer) {
        if (operationOf(asked) !== 'TransactWriteItems') return;
        answer.body = answer.body.replaceAll('"ProvisionedThroughputExceeded"', '"ThrottlingException"');
      },
    },
    {
      id: 'dynamodb-failed-condition',
      answered: 'without; not asked for: without',
      change(asked, answer) {
        if (operationOf(asked) !== 'PutItem' || answer.status !== 400) return;
        answer.body = JSON.stringify({
          ...v.parse(v.record(v.string(), v.unknown()), JSON.parse(answer.body)),
          Item: undefined,
        });
      },
    },
    {
      id: 's3-missing-without-listing',
      answered: 'NoSuchKey 404, 404',
      change(asked, answer) {
        const isRead = ['GET', 'HEAD'].includes(asked.method) && !asked.target.includes('X-Amz-Signature');
        if (!isRead || answer.status !== 403 || answer.body.includes('InvalidObjectState')) return;
        answer.status = 404;
        answer.body = answer.body.replace('AccessDenied', 'NoSuchKey');
      },
    },
    {
      id: 's3-checksum',
      answered: 'none',
      change(asked, answer) {
        if (asked.method === 'HEAD') answer.headers.delete('x-amz-checksum-crc64nvme');
      },
    },
    {
      id: 'sqs-receive-count',
      answered: '1, then 1',
      change(asked, answer) {
        if (operationOf(asked) !== 'ReceiveMessage') return;
        answer.body = answer.body.replaceAll(/"ApproximateReceiveCount":"\d+"/g, '"ApproximateReceiveCount":"1"');
      },
    },
    {
      id: 'ses-not-verified',
      answered: 'MessageRejected: Sending is not allowed.',
      change(_asked, answer) {
        answer.body = answer.body.replace(/Email address is not verified\.[^<]*/, 'Sending is not allowed.');
      },
    },
  ];

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The answer of the AWS behind, its body as bytes in Latin-1. The host that was signed for stays in the request. */
function ask(aws: string, { method, target }: Asked, headers: IncomingHttpHeaders, bytes: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const forwarded = request(new URL(target, aws), { method, headers, path: target }, async (incoming) => {
      const answered = new Headers();
      for (const [name, value] of Object.entries(incoming.headers)) answered.set(name, String(value));
      const body = await bytesOf(incoming);
      resolve({ status: incoming.statusCode ?? 500, headers: answered, body: body.toString('latin1') });
    });
    forwarded.on('error', reject);
    forwarded.end(bytes);
  });
}

/** An AWS at an address of its own: that at `aws`, but for one behaviour. */
export async function startChangedAws(aws: string, change: Change) {
  let url = '';
  const server = createServer(async (incoming, outgoing) => {
    const bytes = await bytesOf(incoming);
    const method = incoming.method ?? 'GET';
    const asked = { method, target: incoming.url ?? '/', headers: new Headers(), body: bytes.toString('latin1') };
    for (const [name, value] of Object.entries(incoming.headers)) asked.headers.set(name, String(value));
    const answer = await ask(aws, asked, incoming.headers, bytes);
    // The AWS behind names its own address in what it makes, such as queues.
    answer.body = answer.body.replaceAll(aws, url);
    change(asked, answer);
    const body = Buffer.from(answer.body, 'latin1');
    if (method !== 'HEAD') answer.headers.set('content-length', String(body.length));
    answer.headers.delete('transfer-encoding');
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    outgoing.end(method === 'HEAD' ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return {
    url,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
