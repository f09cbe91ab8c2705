import { Agent, request as open } from 'node:http';
import { Sha256Node } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import { agentKey } from '#test/support/portal/helpdesk-agent.ts';
import type { Live } from './people.ts';
import type { FuzzRequest } from './requests.ts';

export type FuzzAnswer = {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
};

/** Where the portal and, past CloudFront, its API are. */
export type Addresses = { readonly portal: string; readonly api: string };

const connections = new Agent({ keepAlive: true, maxSockets: 64 });

/** One half of the calls name what is there, the other half what is not. */
function withLiveIds(target: string, live: Live): string {
  const put = (id: string) => (_: string, before: string) => `${before}${id}`;
  return target
    .replace(/^(\/api\/policies\/)[^/?]+/, put(live.policyId))
    .replace(/^(\/api\/account\/passkeys\/)(?!challenge)[^/?]+/, put(live.passkeyId))
    .replace(/^(\/api\/documents\/)[^/?]+/, put(live.documentId))
    .replace(/^(\/api\/helpdesk\/identifications\/)[^/?]+/, put(live.identificationId));
}

async function authorization({ sender, method, headers, body }: FuzzRequest, url: URL, live: Live) {
  if (sender === 'customer') return { authorization: `Bearer ${live.token}` };
  if (sender === 'forger') return { authorization: `Bearer ${live.token.slice(0, -4)}AAAA` };
  if (sender === 'nobody') return {};
  const signer = new SignatureV4({
    service: 'execute-api',
    region: 'eu-central-1',
    credentials: agentKey(live.agent),
    sha256: Sha256Node,
  });
  const { 'x-amz-date': _, ...own } = headers;
  const signed = await signer.sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { host: url.host, ...own },
    ...(body ? { body } : {}),
  });
  return signed.headers;
}

/** Sends it byte for byte, as no well-behaved client would. The helpdesk's calls go to the API's own address. */
export async function send(
  request: FuzzRequest,
  isLive: boolean,
  addresses: Addresses,
  live: Live,
): Promise<FuzzAnswer> {
  const { method, headers, body, sender, endpoint } = request;
  const base = endpoint.auth === 'iam' && sender !== 'forger' ? addresses.api : addresses.portal;
  const target = isLive ? withLiveIds(request.target, live) : request.target;
  const url = new URL(base);
  const proof = await authorization(request, new URL(target, base), live);
  return new Promise((resolve, reject) => {
    const outgoing = open(
      {
        agent: connections,
        method,
        hostname: url.hostname,
        port: url.port,
        path: target,
        headers: { ...headers, ...proof, ...(body ? { 'content-length': body.length } : {}) },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            contentType: incoming.headers['content-type'] ?? '',
            text: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
