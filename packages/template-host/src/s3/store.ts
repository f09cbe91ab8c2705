import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { openJournal } from '../kept/journal.ts';
import { type Blobs, openBlobs } from './blobs.ts';
import {
  addVersion,
  type Bucket,
  createEmptyBucket,
  currentVersion,
  findVersion,
  takeVersion,
  type Versioning,
} from './bucket.ts';
import { eventRecord, type S3Event, type S3EventName } from './event-record.ts';
import { noSuchBucket, S3Error } from './s3-error.ts';
import { createSequencer } from './sequencer.ts';
import { createUploads, type Uploads } from './uploads.ts';
import { type DeleteMarker, type Entry, entrySchema, type StoredObject, type Version } from './version.ts';

/** What makes an object: everything but what the commit gives it. */
export type Draft = Omit<StoredObject, 'kind' | 'versionId' | 'at' | 'sequencer'>;

export type Deletion = {
  /** The version that was removed, or the delete marker that was made; undefined where there was nothing. */
  readonly version?: Version;
  readonly isMarkerMade: boolean;
};

export type Store = {
  readonly now: () => number;
  readonly blobs: Blobs;
  readonly uploads: Uploads;
  readonly createBucket: (name: string, versioned: boolean) => Promise<Bucket>;
  /** Throws NoSuchBucket. */
  readonly bucket: (name: string) => Bucket;
  readonly findBucket: (name: string) => Bucket | undefined;
  readonly buckets: () => readonly Bucket[];
  /** Throws NoSuchBucket, BucketNotEmpty. */
  readonly removeBucket: (name: string) => void;
  /**
   * Makes an object current, in the order of the calls. `admit` sees the current version at that very moment and
   * throws where a condition does not hold; the blob is then removed.
   */
  readonly commit: (
    bucket: Bucket,
    draft: Draft,
    eventName: S3EventName,
    requestId: string,
    admit?: (current: Version | undefined) => void,
  ) => Promise<StoredObject>;
  /** Deletes as S3 does: a marker on top, or with a version id that version for good. */
  readonly remove: (bucket: Bucket, key: string, versionId: string | undefined, requestId: string) => Promise<Deletion>;
  /** Lifecycle's own removals, which send no ObjectRemoved event: see expire.ts. */
  readonly expire: (bucket: Bucket, key: string, versionId: string | undefined) => Promise<void>;
  readonly close: () => Promise<void>;
};

// A leading hyphen would read as an option on a command line.
const newVersionId = () => randomBytes(24).toString('base64url').replaceAll('-', 'x').replaceAll('_', 'y');

/** Opens the buckets kept in `directory`, or empty ones in a temporary folder that `close` removes. */
export async function openStore(options: {
  readonly clock: Clock;
  readonly directory?: string;
  readonly onEvent: (event: S3Event) => void | Promise<void>;
}): Promise<Store> {
  const { clock, onEvent } = options;
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 's3-')));
  await mkdir(directory, { recursive: true });
  const blobs = await openBlobs(join(directory, 'blobs'));
  const buckets = new Map<string, Bucket>();
  const sequencer = createSequencer(clock);
  const uploads = createUploads();

  function apply(entry: Entry): void {
    if (entry.change === 'bucket') {
      sequencer.follow(entry.sequencer ?? '0');
      const known = buckets.get(entry.name);
      if (known) known.versioning = entry.versioning;
      else buckets.set(entry.name, createEmptyBucket(entry.name, entry.at, entry.versioning));
    } else if (entry.change === 'bucket-removed') {
      buckets.delete(entry.name);
    } else if (entry.change === 'put') {
      const bucket = buckets.get(entry.bucket);
      if (bucket) addVersion(bucket, entry.version);
      sequencer.follow(entry.version.sequencer);
    } else if (entry.change === 'remove') {
      const bucket = buckets.get(entry.bucket);
      if (bucket) takeVersion(bucket, entry.key, entry.versionId);
      sequencer.follow(entry.sequencer);
    } else uploads.apply(entry);
  }

  const summary = () => [...bucketEntries(buckets.values(), sequencer.last()), ...uploads.entries()];
  const journal = await openJournal<Entry>({
    directory: options.directory,
    ...{ name: 's3', schema: entrySchema, replay: apply, summary },
  });
  const inUse = new Set(summary().flatMap(blobsOf));
  await blobs.sweep((name) => inUse.has(name));

  const removeBlob = async (version: Version | undefined) => {
    if (version?.kind === 'object') await blobs.remove(version.blob);
  };

  const announce = (
    bucket: Bucket,
    eventName: S3EventName,
    version: Version,
    at: number,
    seq: string,
    requestId: string,
  ) =>
    onEvent({
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

  async function add(bucket: Bucket, version: Version) {
    const replaced = addVersion(bucket, version);
    journal.append({ change: 'put', bucket: bucket.name, version });
    await removeBlob(replaced);
  }

  async function take(bucket: Bucket, key: string, versionId: string, seq: string): Promise<Version | undefined> {
    const taken = takeVersion(bucket, key, versionId);
    if (taken) journal.append({ change: 'remove', bucket: bucket.name, key, versionId, sequencer: seq });
    await removeBlob(taken);
    return taken;
  }

  const createMarker = (bucket: Bucket, key: string): DeleteMarker => ({
    kind: 'marker',
    key,
    versionId: versionIdFor(bucket),
    at: clock.now(),
    sequencer: sequencer.next(),
  });

  return {
    now: clock.now,
    blobs,
    uploads: uploads.recordedBy(journal.append),
    async createBucket(name, versioned) {
      const known = buckets.get(name);
      const versioning: Versioning = versioned
        ? 'Enabled'
        : known && known.versioning !== 'Never'
          ? 'Suspended'
          : 'Never';
      if (known?.versioning !== versioning) {
        const entry = { change: 'bucket', name, versioning, at: clock.now() } as const;
        apply(entry);
        journal.append(entry);
      }
      return findBucket(name);
    },
    findBucket: (name) => buckets.get(name),
    bucket: findBucket,
    buckets: () => [...buckets.values()],
    removeBucket(name) {
      if (findBucket(name).versions.size > 0)
        throw new S3Error('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
      const entry = { change: 'bucket-removed', name } as const;
      apply(entry);
      journal.append(entry);
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
        sequencer: sequencer.next(),
      };
      await add(bucket, version);
      await announce(bucket, eventName, version, version.at, version.sequencer, requestId);
      return version;
    },
    async remove(bucket, key, versionId, requestId) {
      if (versionId === undefined && bucket.versioning !== 'Never') {
        const marker = createMarker(bucket, key);
        await add(bucket, marker);
        await announce(bucket, 'ObjectRemoved:DeleteMarkerCreated', marker, marker.at, marker.sequencer, requestId);
        return { version: marker, isMarkerMade: true };
      }
      const at = clock.now();
      const seq = sequencer.next();
      const taken = await take(bucket, key, versionId ?? 'null', seq);
      if (!taken) return { isMarkerMade: false };
      await announce(bucket, 'ObjectRemoved:Delete', taken, at, seq, requestId);
      return { version: taken, isMarkerMade: false };
    },
    async expire(bucket, key, versionId) {
      if (versionId === undefined && bucket.versioning !== 'Never') await add(bucket, createMarker(bucket, key));
      else if (findVersion(bucket, key, versionId ?? 'null'))
        await take(bucket, key, versionId ?? 'null', sequencer.next());
    },
    async close() {
      journal.close();
      if (!options.directory) await rm(directory, { recursive: true, force: true });
    },
  };
}

function bucketEntries(buckets: Iterable<Bucket>, sequencer: string): readonly Entry[] {
  return [...buckets].flatMap((bucket): readonly Entry[] => [
    { change: 'bucket', name: bucket.name, versioning: bucket.versioning, at: bucket.createdAt, sequencer },
    ...[...bucket.versions.values()].flat().map((version): Entry => ({ change: 'put', bucket: bucket.name, version })),
  ]);
}

function blobsOf(entry: Entry): readonly string[] {
  if (entry.change === 'put') return entry.version.kind === 'object' ? [entry.version.blob] : [];
  return entry.change === 'part' ? [entry.part.blob] : [];
}
