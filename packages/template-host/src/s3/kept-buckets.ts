import type { Clock } from '../clock.ts';
import { openJournal } from '../kept/journal.ts';
import type { Blobs } from './blobs.ts';
import { addVersion, type Bucket, createEmptyBucket, takeVersion, type Versioning } from './bucket.ts';
import { createSequencer } from './sequencer.ts';
import { createUploads } from './uploads.ts';
import { type Entry, entrySchema, type Version } from './version.ts';

/**
 * The buckets, their versions and uploads, kept in a journal in `directory`, or only in memory without one. A blob is deleted
 * with its version; blobs that an earlier run left over are deleted at the start.
 */
export async function openKeptBuckets(options: {
  readonly clock: Clock;
  readonly directory: string | undefined;
  readonly blobs: Blobs;
}) {
  const { clock, directory, blobs } = options;
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
    } else if (entry.change === 'notifications') {
      const bucket = buckets.get(entry.bucket);
      if (bucket) bucket.notifications = entry.configuration;
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
    directory,
    ...{ name: 's3', schema: entrySchema, replay: apply, summary },
  });
  const inUse = new Set(summary().flatMap(blobsOf));
  await blobs.sweep((name) => inUse.has(name));

  const removeBlob = async (version: Version | undefined) => {
    if (version?.kind === 'object') await blobs.remove(version.blob);
  };

  return {
    buckets,
    uploads: uploads.recordedBy(journal.append),
    nextSequencer: sequencer.next,
    /** Creates a bucket, or changes whether it keeps versions. */
    setVersioning(name: string, versioning: Versioning) {
      const entry = { change: 'bucket', name, versioning, at: clock.now() } as const;
      apply(entry);
      journal.append(entry);
    },
    setNotifications(bucket: string, configuration: string) {
      const entry = { change: 'notifications', bucket, configuration } as const;
      apply(entry);
      journal.append(entry);
    },
    removeBucket(name: string) {
      const entry = { change: 'bucket-removed', name } as const;
      apply(entry);
      journal.append(entry);
    },
    /** Makes a version the current one. */
    async add(bucket: Bucket, version: Version) {
      const replaced = addVersion(bucket, version);
      journal.append({ change: 'put', bucket: bucket.name, version });
      await removeBlob(replaced);
    },
    /** Deletes one version for good and returns it. `seq`: the position of the deletion among the bucket's changes. */
    async take(bucket: Bucket, key: string, versionId: string, seq: string): Promise<Version | undefined> {
      const taken = takeVersion(bucket, key, versionId);
      if (taken) journal.append({ change: 'remove', bucket: bucket.name, key, versionId, sequencer: seq });
      await removeBlob(taken);
      return taken;
    },
    close: () => journal.close(),
  };
}

function bucketEntries(buckets: Iterable<Bucket>, sequencer: string): readonly Entry[] {
  return [...buckets].flatMap((bucket): readonly Entry[] => [
    { change: 'bucket', name: bucket.name, versioning: bucket.versioning, at: bucket.createdAt, sequencer },
    ...(bucket.notifications === ''
      ? []
      : [{ change: 'notifications', bucket: bucket.name, configuration: bucket.notifications } as const]),
    ...[...bucket.versions.values()].flat().map((version): Entry => ({ change: 'put', bucket: bucket.name, version })),
  ]);
}

function blobsOf(entry: Entry): readonly string[] {
  if (entry.change === 'put') return entry.version.kind === 'object' ? [entry.version.blob] : [];
  return entry.change === 'part' ? [entry.part.blob] : [];
}
