import { randomBytes } from 'node:crypto';

/** Names one turn at an account's password, and seeds the password of its SMS; 128 random bits. */
export const newTurnId = () => randomBytes(16).toString('base64url');
