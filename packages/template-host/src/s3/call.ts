import type { AwsRequest, AwsResponse } from '../aws/service.ts';
import type { Bucket } from './bucket.ts';
import type { Store } from './store.ts';

/** One request on an existing bucket; `key` is empty if the request is for the bucket itself. */
export type Call = {
  readonly store: Store;
  readonly request: AwsRequest;
  readonly bucket: Bucket;
  readonly key: string;
  readonly requestId: string;
};

export type Operation = (call: Call) => AwsResponse | Promise<AwsResponse>;

/** An XML answer. */
export const xmlResponse = (body: string, headers: Record<string, string> = {}, status = 200): AwsResponse => ({
  status,
  headers: { 'content-type': 'application/xml', ...headers },
  body,
});
