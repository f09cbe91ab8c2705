import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';

/** The services that the local host plays, by their names in faults and in the call record. */
export const serviceNames = [
  'dynamodb',
  'cognito-idp',
  's3',
  'sqs',
  'ses',
  'sms-voice',
  'secretsmanager',
  'cloudformation',
  'events',
  'wafv2',
  'monitoring',
  'lambda',
] as const;
export type ServiceName = (typeof serviceNames)[number];

/** The account and the region of the local host. No such account exists. */
export const localAccount = '000000000000';
export const localRegion = 'eu-central-1';

/** The region that calls of a service are signed for: web ACLs before CloudFront are in one region only. */
export const regionOf = (service: ServiceName) => (service === 'wafv2' ? 'us-east-1' : localRegion);

/** Who is bound by policies: one of the stack's functions, or a person who has a managed policy of the stack. */
export type Principal = { readonly kind: 'function' | 'user'; readonly name: string };

/** The caller: a principal, or the owner of this machine (an operator, a test). */
export type Caller = Principal | { readonly kind: 'owner' };

/** One call on the AWS endpoint, with its body (still encoded if it was aws-chunked). */
export type AwsRequest = {
  readonly method: string;
  /** The path as sent: still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly caller: Caller;
};

/** What a call takes of a table's capacity. */
export type CapacityUnits = { readonly read: number; readonly write: number };

export type AwsResponse = {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer | Readable;
  /** For the record only: the caller does not see them. */
  readonly units?: CapacityUnits | undefined;
};

/** A permission that a request needs, as IAM names it: `dynamodb:PutItem` on a table's ARN. */
export type Intent = {
  readonly action: string;
  readonly resource: string;
  /** IAM condition keys and their values, e.g. `ses:FromAddress`. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
};

/** An error in AWS's own words. `status` is the HTTP status; `fields` go into the body beside code and message. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  readonly status: number;
  readonly fields: Readonly<Record<string, unknown>>;
  constructor(code: string, message: string, status = 400, fields: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.fields = fields;
  }
}

/** One AWS service as the local host plays it. */
export type AwsService = {
  /**
   * The operation's API name (`SendEmail`, `PutObject`), as faults and the call record name it. Throws AwsError if it is unknown.
   */
  readonly operation: (request: AwsRequest) => string;
  /** Every permission that the request needs; empty if AWS itself requires none (Cognito's unsigned calls). */
  readonly intents: (request: AwsRequest) => readonly Intent[];
  /** Carries the request out. Throws AwsError for what AWS would refuse. */
  readonly handle: (request: AwsRequest) => Promise<AwsResponse>;
  /** Writes an error in the service's own protocol (JSON 1.0/1.1, query XML, S3 XML). */
  readonly failure: (error: AwsError, request: AwsRequest) => AwsResponse;
};
