import { buildQueryString, HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';

type Signer = ConstructorParameters<typeof SignatureV4>[0];

/** As whom and where a function calls AWS: what every client of the SDK is configured with. */
export type CallerConfig = Pick<Signer, 'credentials' | 'region' | 'sha256'>;

/** What a link reads, from when, and for how many seconds. */
export type PresignedRead = {
  readonly bucket: string;
  readonly key: string;
  readonly query: Readonly<Record<string, string>>;
  readonly signedAt: Date;
  readonly seconds: number;
};

/** What the SDK adds to a GetObject of its own accord. */
const asTheSdkAsks = { 'x-id': 'GetObject', 'x-amz-checksum-mode': 'ENABLED' };

/** The letters that a URI may have as they are (S3 API Reference, "Authenticating Requests: Using Query Parameters"). */
const encode = (part: string) =>
  encodeURIComponent(part).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** What hosts of a region end with (AWS General Reference, "Partitions"). */
function suffixOf(region: string): string {
  if (region.startsWith('cn-')) return 'amazonaws.com.cn';
  return region.startsWith('eusc-') ? 'amazonaws.eu' : 'amazonaws.com';
}

/** The bucket's own host; below the endpoint's path where the host cannot carry it: an IP address, or dots under one certificate. */
function whereIs(bucket: string, region: string, endpoint: string | undefined) {
  const { protocol, hostname, port } = new URL(endpoint ?? `https://s3.${region}.${suffixOf(region)}`);
  const isAddress = /^[\d.]+$/.test(hostname) || hostname.startsWith('[');
  const isBelow = isAddress || (bucket.includes('.') && protocol === 'https:');
  const at = { protocol, ...(port === '' ? {} : { port: Number(port) }) };
  return isBelow ? { ...at, hostname, below: `/${bucket}` } : { ...at, hostname: `${bucket}.${hostname}`, below: '' };
}

/**
 * A link that reads one object as its signer may, as `getSignedUrl` of the SDK makes it (a test compares them), without S3's
 * client: half of a bundle, for no call. `endpoint`: an origin in place of S3's own.
 */
export async function presignRead(
  { bucket, key, query, signedAt, seconds }: PresignedRead,
  caller: CallerConfig,
  endpoint: string | undefined,
): Promise<string> {
  const region = typeof caller.region === 'string' ? caller.region : await caller.region();
  const { below, ...at } = whereIs(bucket, region, endpoint);
  const host = at.port === undefined ? at.hostname : `${at.hostname}:${at.port}`;
  const path = `${below}/${key.split('/').map(encode).join('/')}`;
  const request = new HttpRequest({
    ...{ ...at, method: 'GET', path, query: { ...asTheSdkAsks, ...query } },
    headers: { host, 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' },
  });
  const signer = new SignatureV4({ ...caller, service: 's3', uriEscapePath: false, applyChecksum: false });
  const signed = await signer.presign(request, { expiresIn: seconds, signingDate: signedAt });
  return `${at.protocol}//${host}${path}?${buildQueryString(signed.query ?? {})}`;
}
