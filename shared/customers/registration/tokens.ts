import { hash, randomBytes } from 'node:crypto';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';
import { bytesFrom, generatePassword } from '#shared/sign-in/credentials/generated-password.ts';
import type { Registration } from './registration.ts';

// Apart from the registration's schema: a function that needs a token does not load that.

/** A confirmation token: 256 random bits, base64url. Only its hash is kept. */
export const createToken = (): string => randomBytes(32).toString('base64url');

/** What a link is found by: the SHA-256 of its token, in hexadecimal. */
export const hashToken = (token: string): string => hash('sha256', token, 'hex');

/** A registration's id: 128 random bits, base64url. Who knows it may ask for mail and SMS again. */
export const createRegistrationId = (): string => randomBytes(16).toString('base64url');

/**
 * The first password of a registration. Only the portal can derive it, and each attempt at the same registration gets the same
 * one, also while the secret is rotated.
 */
export const firstPasswordOf =
  (pseudonyms: Pseudonyms) =>
  ({ registrationId, secretVersion }: Pick<Registration, 'registrationId' | 'secretVersion'>): string =>
    generatePassword(bytesFrom(pseudonyms.of(secretVersion)('first-password', registrationId)));
