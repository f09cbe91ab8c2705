import type { SQSClient } from '@aws-sdk/client-sqs';
import { Sha256Node } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';

export type SignedCall = {
  /** As the service's address and signature name it: `wafv2`, `monitoring`. */
  readonly service: string;
  readonly region: string;
  readonly endpointUrl: string | undefined;
  readonly credentials: SQSClient['config']['credentials'];
  readonly path?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** The answer of an AWS service that the portal has no client of: a signed POST. Throws Error with the answer if it refuses. */
export async function signedCall(call: SignedCall): Promise<string> {
  const { service, region, credentials, path = '/', body } = call;
  const url = new URL(path, call.endpointUrl ?? `https://${service}.${region}.amazonaws.com`);
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256Node });
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    headers: { host: url.host, ...call.headers },
    body,
  });
  const response = await fetch(url, { method: 'POST', headers, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${service} answered ${response.status}: ${text}`);
  return text;
}
