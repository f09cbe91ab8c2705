import { hash, randomBytes } from 'node:crypto';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import { bytesFrom, generatePassword } from '#shared/sign-in/credentials/generated-password.ts';
import type { Registration } from './registration.ts';

// A file of its own, so that a function that only needs tokens does not load the registration's schema.

/** A confirmation token: 256 random bits, base64url. Only its hash is kept. */
export const createToken = (): string => randomBytes(32).toString('base64url');

/** The key of a link: the SHA-256 of its token, in hexadecimal. */
export const hashToken = (token: string): string => hash('sha256', token, 'hex');

/** A registration's id: 128 random bits, base64url. It is enough to request mail and SMS again. */
export const createRegistrationId = (): string => randomBytes(16).toString('base64url');

/**
 * Derives the first password of a registration. It is the same at every attempt, even while the secret is rotated, and only the
 * portal can derive it.
 */
export const firstPasswordOf =
  (pseudonyms: Pseudonyms) =>
  ({ registrationId, secretVersion }: Pick<Registration, 'registrationId' | 'secretVersion'>): string =>
    generatePassword(bytesFrom(pseudonyms.of(secretVersion)('first-password', registrationId)));
