import { localRegion } from '../aws/service.ts';
import type { Version } from './version.ts';

export type S3EventName =
  | 'ObjectCreated:Put'
  | 'ObjectCreated:Copy'
  | 'ObjectCreated:CompleteMultipartUpload'
  | 'ObjectRemoved:DeleteMarkerCreated'
  | 'ObjectRemoved:Delete';

export type S3EventRecord = {
  readonly eventVersion: string;
  readonly eventSource: 'aws:s3';
  readonly awsRegion: string;
  readonly eventTime: string;
  readonly eventName: S3EventName;
  readonly userIdentity: { readonly principalId: string };
  readonly requestParameters: { readonly sourceIPAddress: string };
  readonly responseElements: { readonly 'x-amz-request-id': string; readonly 'x-amz-id-2': string };
  readonly s3: {
    readonly s3SchemaVersion: '1.0';
    readonly configurationId: string;
    readonly bucket: {
      readonly name: string;
      readonly ownerIdentity: { readonly principalId: string };
      readonly arn: string;
    };
    readonly object: {
      /** URL-encoded, a space as `+`. */
      readonly key: string;
      readonly size?: number;
      readonly eTag?: string;
      readonly versionId?: string;
      /** Hexadecimal. Of two events of one key, the later has the greater one, compared as text. */
      readonly sequencer: string;
    };
  };
};

export type S3Event = { readonly bucket: string; readonly eventName: S3EventName; readonly record: S3EventRecord };

/** A key as S3 encodes it in events and `encoding-type=url` lists: like an HTML form, except `/`. */
export const encodeKey = (key: string) =>
  encodeURIComponent(key.toWellFormed())
    .replaceAll('%20', '+')
    .replaceAll('%2F', '/')
    .replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const emptyMd5 = 'd41d8cd98f00b204e9800998ecf8427e';

/**
 * The event record that S3 sends for one change. `version` was created or removed; `sequencer` and `at` (ms) are the change's.
 * Form: S3 user guide, "Event message structure" (version 2.5).
 */
export function eventRecord(change: {
  readonly bucket: string;
  readonly eventName: S3EventName;
  readonly version: Version;
  readonly sequencer: string;
  readonly at: number;
  readonly requestId: string;
}): S3EventRecord {
  const { bucket, eventName, version, sequencer } = change;
  const isMade = eventName.startsWith('ObjectCreated:') && version.kind === 'object';
  return {
    eventVersion: '2.5',
    eventSource: 'aws:s3',
    awsRegion: localRegion,
    eventTime: new Date(change.at).toISOString(),
    eventName,
    userIdentity: { principalId: 'AWS:LOCAL' },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: { 'x-amz-request-id': change.requestId, 'x-amz-id-2': change.requestId },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: 'local',
      bucket: { name: bucket, ownerIdentity: { principalId: 'LOCAL' }, arn: `arn:aws:s3:::${bucket}` },
      object: {
        key: encodeKey(version.key),
        ...(isMade ? { size: version.size, eTag: version.etag } : {}),
        ...(eventName === 'ObjectRemoved:DeleteMarkerCreated' ? { eTag: emptyMd5 } : {}),
        ...(version.versionId === 'null' ? {} : { versionId: version.versionId }),
        sequencer,
      },
    },
  };
}

/**
 * S3's test message to a queue when a bucket's notifications are set up (S3 user guide, "Enabling and configuring event
 * notifications"). `at` in ms.
 */
export const testEvent = (bucket: string, at: number) => ({
  Service: 'Amazon S3',
  Event: 's3:TestEvent',
  Time: new Date(at).toISOString(),
  Bucket: bucket,
  RequestId: 'LOCAL',
  HostId: 'local',
});
