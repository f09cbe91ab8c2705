import { SESv2Client } from '@aws-sdk/client-sesv2';

/** A client of SES's second API, which alone has the suppression list. */
export const sesLists = (): SESv2Client => new SESv2Client({ maxAttempts: 3 });
