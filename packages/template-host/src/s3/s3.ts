import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { AwsError, AwsRequest, AwsResponse, AwsService } from '../aws/service.ts';
import type { Clock } from '../clock.ts';
import { currentVersion } from './bucket.ts';
import type { Operation } from './call.ts';
import { abortMultipartUpload, completeMultipartUpload } from './complete-upload.ts';
import { allowsOrigin, type CorsRule, corsHeaders, preflightHeaders } from './cors.ts';
import { deleteObject, deleteObjects } from './delete-object.ts';
import { getBucketLocation, headBucket, listBuckets } from './describe-bucket.ts';
import type { S3Event } from './event-record.ts';
import { expireObjects, type LifecycleRule } from './expire.ts';
import { intentsOf } from './intents.ts';
import { listObjectsV2, listObjectVersions } from './list-objects.ts';
import { type OperationName, operationOf } from './operations.ts';
import { getObject, objectHeaders } from './read-object.ts';
import { S3Error } from './s3-error.ts';
import { parseAddress } from './s3-request.ts';
import { openStore } from './store.ts';
import { createMultipartUpload, uploadPart } from './upload-parts.ts';
import { copyObject, putObject } from './write-object.ts';
import { textElement } from './xml.ts';

export type { CorsRule } from './cors.ts';
export type { S3Event, S3EventName, S3EventRecord } from './event-record.ts';
export type { LifecycleRule } from './expire.ts';

export type BucketSettings = {
  readonly versioned: boolean;
  readonly cors?: readonly CorsRule[];
  readonly lifecycle?: readonly LifecycleRule[];
};

/** The local host's S3: the protocol for the unmodified SDK and CLI, and the host's own calls. */
export type S3 = AwsService & {
  /** Creates a bucket, or changes the settings of an existing one, which keeps its objects. */
  readonly createBucket: (name: string, settings: BucketSettings) => Promise<void>;
  /** Notes a bucket's notifications, as any text; returns whether they were otherwise before. Throws NoSuchBucket. */
  readonly setNotifications: (bucket: string, configuration: string) => boolean;
  /** Deletes a bucket. Throws NoSuchBucket, and BucketNotEmpty while it has any version. */
  readonly removeBucket: (name: string) => Promise<void>;
  readonly allowsOrigin: (bucket: string, origin: string, method: string) => boolean;
  /** The answer to a CORS preflight: 200, or 403 if no rule allows it. OPTIONS through `handle` gets the same. */
  readonly preflight: (bucket: string, headers: IncomingHttpHeaders) => AwsResponse;
  /**
   * The current object as CloudFront's origin access reads it; undefined if there is none. `size` in bytes. A body that is not
   * read must be destroyed.
   */
  readonly read: (
    bucket: string,
    key: string,
  ) => Promise<
    { readonly body: Readable; readonly size: number; readonly headers: Readonly<Record<string, string>> } | undefined
  >;
  /** Stores an object for the host itself and sends its event, like a PutObject. Returns the version id. */
  readonly put: (
    bucket: string,
    key: string,
    bytes: Uint8Array,
    options?: {
      readonly contentType?: string;
      readonly metadata?: Readonly<Record<string, string>>;
      readonly cacheControl?: string;
    },
  ) => Promise<{ readonly versionId: string; readonly etag: string }>;
  /** Carries out the buckets' lifecycle rules as of `now` (ms since 1970 UTC). Returns how many versions it changed. */
  readonly expire: (now: number) => Promise<number>;
  readonly close: () => Promise<void>;
};

const operations: Readonly<Record<Exclude<OperationName, 'ListBuckets' | 'Preflight'>, Operation>> = {
  HeadBucket: headBucket,
  GetBucketLocation: getBucketLocation,
  ListObjectsV2: listObjectsV2,
  ListObjectVersions: listObjectVersions,
  DeleteObjects: deleteObjects,
  GetObject: getObject,
  HeadObject: getObject,
  PutObject: putObject,
  CopyObject: copyObject,
  DeleteObject: deleteObject,
  CreateMultipartUpload: createMultipartUpload,
  UploadPart: uploadPart,
  CompleteMultipartUpload: completeMultipartUpload,
  AbortMultipartUpload: abortMultipartUpload,
};

const newRequestId = () => randomBytes(8).toString('hex').toUpperCase();

/**
 * S3 on this machine. Buckets are kept in `directory`, or in a temporary folder, which `close` deletes. `onEvent` is called after
 * a change is stored and answered.
 */
export async function createS3(options: {
  readonly clock: Clock;
  readonly directory?: string;
  readonly onEvent: (event: S3Event) => void | Promise<void>;
}): Promise<S3> {
  const store = await openStore(options);
  const lifecycles = new Map<string, readonly LifecycleRule[]>();

  const corsRules = (bucket: string) => store.findBucket(bucket)?.cors ?? [];

  function crossOrigin(request: AwsRequest): Record<string, string> {
    const [, bucket = ''] = request.path.split('/', 2);
    return corsHeaders(corsRules(bucket), request.method, request.headers);
  }

  function preflight(bucket: string, headers: IncomingHttpHeaders): AwsResponse {
    const allowed = preflightHeaders(corsRules(bucket), headers);
    if (allowed) return { status: 200, headers: { ...allowed, 'content-length': '0' } };
    throw new S3Error('AccessForbidden', 'CORSResponse: This CORS request is not allowed.', 403);
  }

  async function answer(request: AwsRequest, requestId: string): Promise<AwsResponse> {
    const operation = operationOf(request);
    const { bucket = '', key = '' } = parseAddress(request.path);
    if (operation === 'ListBuckets') return listBuckets(store);
    if (operation === 'Preflight') return preflight(bucket, request.headers);
    return operations[operation]({ store, request, bucket: store.bucket(bucket), key, requestId });
  }

  function failure(error: AwsError, request: AwsRequest): AwsResponse {
    const requestId = newRequestId();
    const headers = {
      'x-amz-request-id': requestId,
      ...(error instanceof S3Error ? error.headers : {}),
      ...(request.method === 'OPTIONS' ? {} : crossOrigin(request)),
    };
    if (request.method === 'HEAD') return { status: error.status, headers };
    const fields = Object.entries(error.fields).map(([name, value]) => textElement(name, String(value)));
    const body = [
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error>',
      textElement('Code', error.code),
      textElement('Message', error.message),
      ...fields,
      textElement('RequestId', requestId),
      textElement('HostId', 'local'),
      '</Error>',
    ].join('');
    return { status: error.status, headers: { 'content-type': 'application/xml', ...headers }, body };
  }

  return {
    operation: operationOf,
    intents: intentsOf,
    async handle(request) {
      const requestId = newRequestId();
      const response = await answer(request, requestId);
      const cors = request.method === 'OPTIONS' ? {} : crossOrigin(request);
      return { ...response, headers: { 'x-amz-request-id': requestId, ...response.headers, ...cors } };
    },
    failure,
    async createBucket(name, { versioned, cors, lifecycle }) {
      const bucket = await store.createBucket(name, versioned);
      bucket.cors = cors ?? [];
      lifecycles.set(name, lifecycle ?? []);
    },
    setNotifications: store.setNotifications,
    async removeBucket(name) {
      store.removeBucket(name);
      lifecycles.delete(name);
    },
    allowsOrigin: (bucket, origin, method) => allowsOrigin(corsRules(bucket), origin, method),
    preflight,
    async read(name, key) {
      const bucket = store.findBucket(name);
      const object = bucket && currentVersion(bucket, key);
      if (!bucket || object?.kind !== 'object') return undefined;
      return {
        body: store.blobs.stream(object.blob, object.size),
        size: object.size,
        headers: objectHeaders(bucket, object),
      };
    },
    async put(name, key, bytes, { contentType, metadata = {}, cacheControl } = {}) {
      const bucket = store.bucket(name);
      const draft = {
        key,
        blob: await store.blobs.write(bytes),
        size: bytes.length,
        etag: createHash('md5').update(bytes).digest('hex'),
        headers: {
          ...(contentType ? { 'content-type': contentType } : {}),
          ...(cacheControl ? { 'cache-control': cacheControl } : {}),
        },
        metadata,
      };
      const { versionId, etag } = await store.commit(bucket, draft, 'ObjectCreated:Put', newRequestId());
      return { versionId, etag };
    },
    async expire(now) {
      let count = 0;
      for (const bucket of store.buckets()) {
        count += await expireObjects(store, bucket, lifecycles.get(bucket.name) ?? [], now);
      }
      return count;
    },
    close: store.close,
  };
}
