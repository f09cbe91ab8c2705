import { createHmac } from 'node:crypto';

/** The HMAC secret and the version that every key made with it carries, so that it can be rotated. */
export type PseudonymSecret = { readonly version: string; readonly secret: string };

/** The secret that keys are made with, and the other secrets of keys while it is rotated. */
export type PseudonymSecrets = PseudonymSecret & { readonly others: readonly PseudonymSecret[] };

/**
 * A text that finds values again without holding them (contacts, names): `<version>.<base64url HMAC-SHA-256>`.
 * `purpose` separates the uses, so that the same value in two places has two pseudonyms.
 */
export type Pseudonym = (purpose: string, ...values: readonly string[]) => string;

/**
 * The pseudonyms of every known secret. Keys are written with the current one; a key that is looked for may have been written
 * with any of them (docs/runbook.md, "Rotating the HMAC secret").
 */
export type Pseudonyms = {
  readonly current: Pseudonym;
  /** The current one's version. */
  readonly version: string;
  /** The current one first. */
  readonly all: readonly [Pseudonym, ...Pseudonym[]];
  /** The one of a version; the current one where that version is not known, or not any more. */
  readonly of: (version: string | undefined) => Pseudonym;
};

export const createPseudonym =
  ({ version, secret }: PseudonymSecret): Pseudonym =>
  (purpose, ...values) =>
    `${version}.${createHmac('sha256', secret)
      .update(JSON.stringify([purpose, ...values]))
      .digest('base64url')}`;

export function createPseudonyms({ others, ...secret }: PseudonymSecrets): Pseudonyms {
  const current = createPseudonym(secret);
  const byVersion = new Map(others.map((other) => [other.version, createPseudonym(other)]));
  return {
    current,
    version: secret.version,
    all: [current, ...byVersion.values()],
    of: (version) => (version === undefined ? undefined : byVersion.get(version)) ?? current,
  };
}

/** The version of the secret that a pseudonym was made with. */
export const versionOf = (pseudonym: string): string => pseudonym.split('.', 1)[0] ?? '';
