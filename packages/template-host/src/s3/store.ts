import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { type Blobs, openBlobs } from './blobs.ts';
import { type Bucket, currentVersion, findVersion, type Versioning } from './bucket.ts';
import { eventRecord, type S3Event, type S3EventName } from './event-record.ts';
import { openKeptBuckets } from './kept-buckets.ts';
import { sendLater } from './later-events.ts';
import { noSuchBucket, S3Error } from './s3-error.ts';
import type { Uploads } from './uploads.ts';
import type { DeleteMarker, StoredObject, Version } from './version.ts';

/** An object before its commit, which adds the rest. */
export type Draft = Omit<StoredObject, 'kind' | 'versionId' | 'at' | 'sequencer'>;

export type Deletion = {
  /** The version that was removed, or the delete marker that was created; undefined if there was nothing. */
  readonly version?: Version;
  readonly isMarkerMade: boolean;
};

export type Store = {
  readonly now: () => number;
  readonly blobs: Blobs;
  readonly uploads: Uploads;
  readonly createBucket: (name: string, versioned: boolean) => Promise<Bucket>;
  /** Sets a bucket's notifications up; returns whether they were otherwise before. Throws NoSuchBucket. */
  readonly setNotifications: (name: string, configuration: string) => boolean;
  /** Throws NoSuchBucket. */
  readonly bucket: (name: string) => Bucket;
  readonly findBucket: (name: string) => Bucket | undefined;
  readonly buckets: () => readonly Bucket[];
  /** Deletes a bucket. Throws NoSuchBucket, BucketNotEmpty. */
  readonly removeBucket: (name: string) => void;
  /**
   * Makes an object current, in the order of the calls. `admit` sees the current version at that moment and throws if a condition
   * fails; then the blob is deleted.
   */
  readonly commit: (
    bucket: Bucket,
    draft: Draft,
    eventName: S3EventName,
    requestId: string,
    admit?: (current: Version | undefined) => void,
  ) => Promise<StoredObject>;
  /** Deletes like S3: adds a delete marker, or with a version id deletes that version for good. */
  readonly remove: (bucket: Bucket, key: string, versionId: string | undefined, requestId: string) => Promise<Deletion>;
  /** Lifecycle's own deletions, which send no ObjectRemoved event: see expire.ts. */
  readonly expire: (bucket: Bucket, key: string, versionId: string | undefined) => Promise<void>;
  readonly close: () => Promise<void>;
};

// A leading hyphen would look like an option on a command line.
const newVersionId = () => randomBytes(24).toString('base64url').replaceAll('-', 'x').replaceAll('_', 'y');

/** Opens the buckets kept in `directory`, or empty ones in a temporary folder, which `close` deletes. */
export async function openStore(options: {
  readonly clock: Clock;
  readonly directory?: string;
  readonly onEvent: (event: S3Event) => void | Promise<void>;
}): Promise<Store> {
  const { clock, onEvent } = options;
  const events = sendLater(onEvent);
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 's3-')));
  await mkdir(directory, { recursive: true });
  const blobs = await openBlobs(join(directory, 'blobs'));
  const kept = await openKeptBuckets({ clock, directory: options.directory, blobs });
  const { buckets, add, take } = kept;

  const announce = (
    bucket: Bucket,
    eventName: S3EventName,
    version: Version,
    at: number,
    seq: string,
    requestId: string,
  ) =>
    events.add({
      bucket: bucket.name,
      eventName,
      record: eventRecord({ bucket: bucket.name, eventName, version, at, sequencer: seq, requestId }),
    });

  function findBucket(name: string): Bucket {
    const bucket = buckets.get(name);
    if (!bucket) throw noSuchBucket(name);
    return bucket;
  }

  const versionIdFor = (bucket: Bucket) => (bucket.versioning === 'Enabled' ? newVersionId() : 'null');

  const createMarker = (bucket: Bucket, key: string): DeleteMarker => ({
    kind: 'marker',
    key,
    versionId: versionIdFor(bucket),
    at: clock.now(),
    sequencer: kept.nextSequencer(),
  });

  return {
    now: clock.now,
    blobs,
    uploads: kept.uploads,
    async createBucket(name, versioned) {
      const known = buckets.get(name);
      const versioning: Versioning = versioned
        ? 'Enabled'
        : known && known.versioning !== 'Never'
          ? 'Suspended'
          : 'Never';
      if (known?.versioning !== versioning) kept.setVersioning(name, versioning);
      return findBucket(name);
    },
    setNotifications(name, configuration) {
      if (findBucket(name).notifications === configuration) return false;
      kept.setNotifications(name, configuration);
      return true;
    },
    findBucket: (name) => buckets.get(name),
    bucket: findBucket,
    buckets: () => [...buckets.values()],
    removeBucket(name) {
      if (findBucket(name).versions.size > 0)
        throw new S3Error('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
      kept.removeBucket(name);
    },
    async commit(bucket, draft, eventName, requestId, admit) {
      try {
        admit?.(currentVersion(bucket, draft.key));
      } catch (error) {
        await blobs.remove(draft.blob);
        throw error;
      }
      const version: StoredObject = {
        ...draft,
        kind: 'object',
        versionId: versionIdFor(bucket),
        at: clock.now(),
        sequencer: kept.nextSequencer(),
      };
      await add(bucket, version);
      announce(bucket, eventName, version, version.at, version.sequencer, requestId);
      return version;
    },
    async remove(bucket, key, versionId, requestId) {
      if (versionId === undefined && bucket.versioning !== 'Never') {
        const marker = createMarker(bucket, key);
        await add(bucket, marker);
        announce(bucket, 'ObjectRemoved:DeleteMarkerCreated', marker, marker.at, marker.sequencer, requestId);
        return { version: marker, isMarkerMade: true };
      }
      const at = clock.now();
      const seq = kept.nextSequencer();
      const taken = await take(bucket, key, versionId ?? 'null', seq);
      if (!taken) return { isMarkerMade: false };
      announce(bucket, 'ObjectRemoved:Delete', taken, at, seq, requestId);
      return { version: taken, isMarkerMade: false };
    },
    async expire(bucket, key, versionId) {
      if (versionId === undefined && bucket.versioning !== 'Never') await add(bucket, createMarker(bucket, key));
      else if (findVersion(bucket, key, versionId ?? 'null'))
        await take(bucket, key, versionId ?? 'null', kept.nextSequencer());
    },
    async close() {
      events.sendNow();
      kept.close();
      if (!options.directory) await rm(directory, { recursive: true, force: true });
    },
  };
}
