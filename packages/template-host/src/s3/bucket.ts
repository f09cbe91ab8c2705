import type { CorsRule } from './cors.ts';
import { createSortedKeys, type SortedKeys } from './sorted-keys.ts';
import type { Version } from './version.ts';

export type Versioning = 'Never' | 'Enabled' | 'Suspended';

export type Bucket = {
  readonly name: string;
  readonly createdAt: number;
  versioning: Versioning;
  cors: readonly CorsRule[];
  /** As it was last set up; empty for none. */
  notifications: string;
  readonly keys: SortedKeys;
  /** Each key's versions, oldest first: the last one is the current one. */
  readonly versions: Map<string, Version[]>;
};

export const createEmptyBucket = (name: string, createdAt: number, versioning: Versioning): Bucket => ({
  name,
  createdAt,
  versioning,
  cors: [],
  notifications: '',
  keys: createSortedKeys(),
  versions: new Map(),
});

export const currentVersion = (bucket: Bucket, key: string): Version | undefined => bucket.versions.get(key)?.at(-1);

export const findVersion = (bucket: Bucket, key: string, versionId: string): Version | undefined =>
  bucket.versions.get(key)?.find((version) => version.versionId === versionId);

/** Makes `version` the current one. It replaces a version with the same id (`null`), which is returned. */
export function addVersion(bucket: Bucket, version: Version): Version | undefined {
  const versions = bucket.versions.get(version.key);
  if (!versions) {
    bucket.versions.set(version.key, [version]);
    bucket.keys.add(version.key);
    return undefined;
  }
  // Only `null` can exist already; every other id is new.
  const index = version.versionId === 'null' ? versions.findIndex((one) => one.versionId === 'null') : -1;
  const [replaced] = index < 0 ? [] : versions.splice(index, 1);
  versions.push(version);
  return replaced;
}

/** Deletes one version for good and returns it. */
export function takeVersion(bucket: Bucket, key: string, versionId: string): Version | undefined {
  const versions = bucket.versions.get(key);
  const index = versions?.findIndex((one) => one.versionId === versionId) ?? -1;
  if (!versions || index < 0) return undefined;
  const [taken] = versions.splice(index, 1);
  if (versions.length === 0) {
    bucket.versions.delete(key);
    bucket.keys.remove(key);
  }
  return taken;
}
