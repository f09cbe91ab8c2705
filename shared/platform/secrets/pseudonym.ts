import { createHmac } from 'node:crypto';

/** The HMAC secret, and its version, which every key made with it carries, so that the secret can be rotated. */
export type PseudonymSecret = { readonly version: string; readonly secret: string };

/** The current secret, and during a rotation the other secrets that stored keys may have. */
export type PseudonymSecrets = PseudonymSecret & { readonly others: readonly PseudonymSecret[] };

/**
 * Makes a text that finds values (contacts, names) again without containing them: `<version>.<base64url HMAC-SHA-256>`. `purpose`
 * separates the uses, so that the same value in two places has two pseudonyms.
 */
export type Pseudonym = (purpose: string, ...values: readonly string[]) => string;

/**
 * The pseudonyms under every known secret. Keys are written with the current one; a stored key may have any of them
 * (docs/runbook.md, "Rotating the HMAC secret").
 */
export type Pseudonyms = {
  readonly current: Pseudonym;
  /** The version of the current one. */
  readonly version: string;
  /** The current one first. */
  readonly all: readonly [Pseudonym, ...Pseudonym[]];
  /** The one with this version; the current one if the version is unknown or no longer known. */
  readonly of: (version: string | undefined) => Pseudonym;
};

/** The pseudonyms under one secret. */
export const createPseudonym =
  ({ version, secret }: PseudonymSecret): Pseudonym =>
  (purpose, ...values) =>
    `${version}.${createHmac('sha256', secret)
      .update(JSON.stringify([purpose, ...values]))
      .digest('base64url')}`;

/** The pseudonyms under the current secret and the others. */
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
