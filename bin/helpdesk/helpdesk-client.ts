import { Sha256Node } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import * as v from 'valibot';
import type { EndpointContract } from '#shared/contract/endpoint.ts';

export type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
};

/** An error answer, from the API (RFC 9457) or from API Gateway (`message`). */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(String(body.title ?? body.message ?? `The helpdesk API answered ${status}`));
    this.status = status;
    this.body = body;
  }
}

const objectSchema = v.record(v.string(), v.unknown());
export type HelpdeskClient = (
  endpoint: EndpointContract,
  sent?: { readonly identification?: string | undefined; readonly body?: unknown },
) => Promise<Readonly<Record<string, unknown>>>;

/** The region of an API's own host name, else the environment's. */
const regionOf = ({ hostname }: URL, env: NodeJS.ProcessEnv): string =>
  /\.execute-api\.([\w-]+)\.amazonaws\.com/.exec(hostname)?.[1] ??
  env.AWS_REGION ??
  env.AWS_DEFAULT_REGION ??
  'eu-central-1';

/** Calls the helpdesk API at its own URL (the stack's output HelpdeskUrl), signed by SigV4. Throws Refused. */
export function helpdeskClient(
  { url, credentials }: { readonly url: string; readonly credentials: Credentials },
  env: NodeJS.ProcessEnv = process.env,
): HelpdeskClient {
  const base = new URL(url);
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const signer = new SignatureV4({
    service: 'execute-api',
    region: regionOf(base, env),
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
    sha256: Sha256Node,
  });
  return async ({ method, path }, { identification = '', body } = {}) => {
    const target = new URL(path.replace('{identificationId}', encodeURIComponent(identification)), base);
    const text = body === undefined ? undefined : JSON.stringify(body);
    const { headers } = await signer.sign({
      method,
      protocol: target.protocol,
      hostname: target.hostname,
      path: target.pathname,
      headers: { host: target.host, ...(text === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(text === undefined ? {} : { body: text }),
    });
    const response = await fetch(target, { method, headers, body: text ?? null });
    const answered = await response.text();
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), objectSchema), answered || '{}');
    const answer = parsed.success ? parsed.output : {};
    if (!response.ok) throw new Refused(response.status, answer);
    return answer;
  };
}

/** The caller's own AWS credentials from the environment. If there are none, throws and says how to get them. */
export function environmentCredentials(env: NodeJS.ProcessEnv): Credentials {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!accessKeyId || !secretAccessKey)
    throw new Error(
      'There are no AWS credentials in the environment: eval "$(aws configure export-credentials --format env)"',
    );
  return { accessKeyId, secretAccessKey, sessionToken: env.AWS_SESSION_TOKEN };
}
