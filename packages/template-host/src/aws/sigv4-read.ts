import { AwsError, type AwsRequest } from './service.ts';

/** The signed parts of a request. */
export type SignedCall = Pick<AwsRequest, 'method' | 'path' | 'query' | 'headers' | 'body'>;

/** The signature in a request, read but not yet verified. */
export type Signature = {
  readonly accessKeyId: string;
  /** The credential scope's day, YYYYMMDD. */
  readonly day: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  /** Lower-case hex. */
  readonly signature: string;
  /** When it was signed, as sent: YYYYMMDDTHHMMSSZ. */
  readonly timestamp: string;
  /** The same in ms since 1970 UTC. */
  readonly signedAt: number;
  readonly sessionToken?: string;
  /** How many seconds a presigned URL is valid; absent if the signature is in the Authorization header. */
  readonly expiresIn?: number;
};

const algorithm = 'AWS4-HMAC-SHA256';
const longestPresign = 7 * 24 * 60 * 60;

const incomplete = (message: string) => new AwsError('IncompleteSignature', message, 400);
const badQuery = (message: string) => new AwsError('AuthorizationQueryParametersError', message, 400);

/**
 * Reads the signature of a request (AWS Signature Version 4, in the Authorization header or in the query); undefined if there is
 * none. Throws AwsError (IncompleteSignature, AuthorizationQueryParametersError, InvalidArgument) if it cannot be read.
 */
export function readSignature(request: SignedCall): Signature | undefined {
  const header = request.headers.authorization;
  const inQuery = request.query.has('X-Amz-Algorithm') || request.query.has('X-Amz-Signature');
  if (header && inQuery) throw new AwsError('InvalidArgument', 'Only one auth mechanism allowed', 400);
  if (header) return readHeader(request, header);
  return inQuery ? readQuery(request) : undefined;
}

function readHeader(request: SignedCall, header: string): Signature {
  const [scheme, ...rest] = header.trim().split(/\s+/);
  if (scheme !== algorithm) throw incomplete(`Authorization must begin with ${algorithm}`);
  const fields = new Map(
    rest
      .join('')
      .split(',')
      .map((field): [string, string] => {
        const at = field.indexOf('=');
        return [field.slice(0, Math.max(at, 0)), field.slice(at + 1)];
      }),
  );
  const need = (name: string) => {
    const value = fields.get(name);
    if (!value) throw incomplete(`Authorization header requires '${name}' parameter`);
    return value;
  };
  const sent = single(request.headers['x-amz-date']) ?? request.headers.date;
  if (!sent) throw incomplete("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header");
  const sessionToken = single(request.headers['x-amz-security-token']);
  return {
    ...readScope(need('Credential'), incomplete),
    signedHeaders: need('SignedHeaders').split(';'),
    signature: need('Signature'),
    ...readTime(sent, incomplete),
    ...(sessionToken === undefined ? {} : { sessionToken }),
  };
}

function readQuery(request: SignedCall): Signature {
  const need = (name: string) => {
    const value = request.query.get(name);
    if (!value) throw badQuery(`Query-string authentication requires the parameter ${name}`);
    return value;
  };
  if (need('X-Amz-Algorithm') !== algorithm) throw badQuery(`X-Amz-Algorithm only supports "${algorithm}"`);
  const expires = need('X-Amz-Expires');
  const expiresIn = /^\d+$/.test(expires) ? Number(expires) : 0;
  if (expiresIn < 1 || expiresIn > longestPresign) {
    throw badQuery(`X-Amz-Expires must be a number between 1 and ${longestPresign} (in seconds)`);
  }
  const sessionToken = request.query.get('X-Amz-Security-Token');
  return {
    ...readScope(need('X-Amz-Credential'), badQuery),
    signedHeaders: need('X-Amz-SignedHeaders').split(';'),
    signature: need('X-Amz-Signature'),
    ...readTime(need('X-Amz-Date'), badQuery),
    ...(sessionToken === null ? {} : { sessionToken }),
    expiresIn,
  };
}

function readScope(credential: string, refuse: (message: string) => AwsError) {
  const [accessKeyId, day, region, service, end, ...more] = credential.split('/');
  if (!accessKeyId || !day || !region || !service || end !== 'aws4_request' || more.length > 0) {
    throw refuse('Credential must have the form <access key>/<YYYYMMDD>/<region>/<service>/aws4_request');
  }
  return { accessKeyId, day, region, service };
}

function readTime(sent: string, refuse: (message: string) => AwsError) {
  const basic = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(sent);
  const signedAt = basic
    ? Date.parse(`${basic[1]}-${basic[2]}-${basic[3]}T${basic[4]}:${basic[5]}:${basic[6]}Z`)
    : Date.parse(sent);
  if (Number.isNaN(signedAt)) throw refuse('The time of the signature must be in ISO 8601 basic format');
  return { signedAt, timestamp: new Date(signedAt).toISOString().replace(/[-:]|\.\d{3}/g, '') };
}

const single = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(',') : value);
