import { GetSendQuotaCommand, type SESClient } from '@aws-sdk/client-ses';

/** Reads SES's quota for 24 hours for the whole account, and how much of it is used. SES's -1 means that there is none. */
export const sesMailQuota = (client: SESClient) => ({
  async read() {
    const { Max24HourSend: most = 0, SentLast24Hours: sent = 0 } = await client.send(new GetSendQuotaCommand({}));
    return { most: most < 0 ? Infinity : most, sent };
  },
});
