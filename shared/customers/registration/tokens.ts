import { hash, randomBytes } from 'node:crypto';

/** A confirmation token: 256 random bits, base64url. Only its hash is kept. */
export const createToken = (): string => randomBytes(32).toString('base64url');

/** The key a token is found by: SHA-256 in hexadecimal. */
export const hashToken = (token: string): string => hash('sha256', token, 'hex');

/** A registration's id: 128 random bits, base64url; who has it may ask for mail and SMS again. */
export const createRegistrationId = (): string => randomBytes(16).toString('base64url');
