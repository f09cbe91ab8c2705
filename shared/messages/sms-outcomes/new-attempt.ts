import { randomBytes } from 'node:crypto';

/** The id of one message: sorts by time, and may stand in message contexts and mail tags (letters, digits and `-`). */
export const newAttempt = (at: Date): string =>
  `${at.getTime().toString(36).padStart(9, '0')}-${randomBytes(6).toString('hex')}`;

/** When the message of an attempt was made. */
export const attemptedAt = (attempt: string): Date => new Date(Number.parseInt(attempt.split('-')[0] ?? '', 36));
