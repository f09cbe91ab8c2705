import { hash, randomBytes, randomInt } from 'node:crypto';

/** base64url letters of 256 bits. */
const secretLength = 43;

/** A link's token: 256 random bits, then whose it is, since nobody need be signed in where the mail is read. */
export const createContactToken = (accountId: string): string =>
  `${randomBytes(32).toString('base64url')}${Buffer.from(accountId).toString('base64url')}`;

/** Whose a token says that it is; nothing is proven yet. */
export const accountOfToken = (token: string): string =>
  Buffer.from(token.slice(secretLength), 'base64url').toString('utf8');

/** A code to be typed over from a text message: six random digits. */
export const createCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** What is kept of a token or code. */
export const proofOf = (accountId: string, secret: string): string => hash('sha256', `${accountId}|${secret}`, 'hex');
