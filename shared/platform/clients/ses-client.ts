import { SESClient } from '@aws-sdk/client-ses';

/** An SES client that tries a call so many times; once where a repeated send would be a second mail. */
export const ses = (attempts: number): SESClient => new SESClient({ maxAttempts: attempts });
