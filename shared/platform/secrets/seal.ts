import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Marks what callers bring back, so that the portal knows its own. */
export type Seal = {
  /** The HMAC-SHA-256 of the parts as JSON, in base64url: 43 characters. Begin with a purpose that no other seal of this key has. */
  readonly of: (parts: readonly unknown[]) => string;
  /** Whether `seal` is the one of these parts, letter by letter (the last could be written in four ways); in constant time. */
  readonly fits: (seal: string, parts: readonly unknown[]) => boolean;
};

export function createSeal(key: string | Buffer): Seal {
  const of = (parts: readonly unknown[]) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
  return {
    of,
    fits(seal, parts) {
      const [given, expected] = [Buffer.from(seal), Buffer.from(of(parts))];
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}

/** A seal whose key is derived from a secret, for one purpose alone (HKDF-SHA-256, RFC 5869). */
export const deriveSeal = (secret: string, purpose: string): Seal =>
  createSeal(Buffer.from(hkdfSync('sha256', secret, '', purpose, 32)));
