import { type Bucket, currentVersion } from './bucket.ts';
import type { Store } from './store.ts';

/** One lifecycle rule, in days as S3 counts them. */
export type LifecycleRule = {
  readonly prefix?: string;
  /**
   * The current version gets a delete marker (or is deleted for good, without versions) this many days after it was created. A
   * delete marker that is the key's only version is deleted for good after as many.
   */
  readonly expirationDays?: number;
  /** A version is deleted for good this many days after a newer one replaced it. */
  readonly noncurrentDays?: number;
  /** A delete marker that is the key's only version is deleted for good (`ExpiredObjectDeleteMarker`). */
  readonly removesLoneMarkers?: boolean;
};

const day = 24 * 60 * 60 * 1000; // ms

/** Due at the midnight UTC after that many days: S3 rounds up. `from` and the answer in ms. */
const dueAt = (from: number, days: number) => Math.ceil((from + days * day) / day) * day;

/** Carries out lifecycle rules as of `now` (ms). Returns how many versions were removed or covered by a marker. */
export async function expireObjects(
  store: Store,
  bucket: Bucket,
  rules: readonly LifecycleRule[],
  now: number,
): Promise<number> {
  let count = 0;
  for (const { prefix = '', expirationDays, noncurrentDays, removesLoneMarkers } of rules) {
    for (const key of [...bucket.versions.keys()].filter((one) => one.startsWith(prefix))) {
      const versions = [...(bucket.versions.get(key) ?? [])];
      for (const [index, version] of versions.entries()) {
        const next = versions[index + 1];
        if (!next || noncurrentDays === undefined || now < dueAt(next.at, noncurrentDays)) continue;
        await store.expire(bucket, key, version.versionId);
        count++;
      }
      const current = currentVersion(bucket, key);
      if (!current) continue;
      const isMarker = current.kind === 'marker';
      const isLoneMarker = isMarker && bucket.versions.get(key)?.length === 1;
      const isExpired = expirationDays !== undefined && now >= dueAt(current.at, expirationDays);
      // Days also remove a delete marker that no longer covers anything.
      if (!(isLoneMarker && removesLoneMarkers) && !(isExpired && (!isMarker || isLoneMarker))) continue;
      await store.expire(bucket, key, current.kind === 'marker' ? current.versionId : undefined);
      count++;
    }
  }
  return count;
}
