import { randomBytes } from 'node:crypto';
import * as v from 'valibot';

/** Names one attempt from sign-in through the pool to its trigger; 128 random bits. */
export const newAttemptId = () => randomBytes(16).toString('base64url');

/** An attempt id as it comes back in the trigger's event. */
export const attemptId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22,64}$/));
