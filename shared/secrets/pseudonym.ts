import { createHmac } from 'node:crypto';

/** The HMAC secret and the version that every key made with it carries, so that it can be rotated. */
export type PseudonymSecret = { readonly version: string; readonly secret: string };

/**
 * Stands for values that must be found again but not be read (contacts, names): `<version>.<base64url HMAC-SHA-256>`.
 * `purpose` separates the uses, so that the same value in two places has two pseudonyms.
 */
export type Pseudonym = (purpose: string, ...values: readonly string[]) => string;

export const createPseudonym =
  ({ version, secret }: PseudonymSecret): Pseudonym =>
  (purpose, ...values) =>
    `${version}.${createHmac('sha256', secret)
      .update(JSON.stringify([purpose, ...values]))
      .digest('base64url')}`;
