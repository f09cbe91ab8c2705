import { SESClient } from '@aws-sdk/client-ses';

/** An SES client that makes at most this many attempts at a call; 1 if a retry could send a second mail. */
export const ses = (attempts: number): SESClient => new SESClient({ maxAttempts: attempts });
