import { GetSendQuotaCommand, SendEmailCommand } from '@aws-sdk/client-ses';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSes } from '#testing/ses-client.ts';

const hour = 3_600_000;
const text = (Data: string) => ({ Data, Charset: 'UTF-8' });

describe("SES's quota of the rolling day", () => {
  let local: Awaited<ReturnType<typeof startSes>>;
  beforeEach(async () => {
    local = await startSes();
  });
  afterEach(() => local.close());
  const send = (...ToAddresses: string[]) =>
    local.client.send(
      new SendEmailCommand({
        Source: 'no-reply@app.test',
        Destination: { ToAddresses },
        Message: { Subject: text('A letter'), Body: { Text: text('words') } },
      }),
    );
  const quota = () => local.client.send(new GetSendQuotaCommand({}));

  it('is off until it is set; then a mail beyond it is refused with the code of the rate and a text of its own', async () => {
    for (const name of ['a', 'b', 'c']) await send(`${name}@example.test`);
    local.limits.set({ ses: { dailyQuota: 4 } });
    await send('d@example.test');
    await expect(send('e@example.test')).rejects.toMatchObject({
      name: 'Throttling',
      message: 'Daily message quota exceeded',
      $metadata: { httpStatusCode: 400 },
    });
    local.limits.clear();
    await send('e@example.test');
  });

  it('counts recipients, and frees each mail 24 hours after it was sent', async () => {
    local.limits.set({ ses: { dailyQuota: 3 } });
    await send('a@example.test', 'b@example.test');
    await expect(send('c@example.test', 'd@example.test')).rejects.toThrow('Daily message quota exceeded');
    await local.clock.advance(12 * hour);
    await send('c@example.test');
    await local.clock.advance(12 * hour);
    await send('d@example.test', 'e@example.test');
    await expect(send('f@example.test')).rejects.toThrow('Daily message quota exceeded');
  });

  it('is returned together with its used part', async () => {
    expect(await quota()).toMatchObject({ Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 0 });
    local.limits.set({ ses: { dailyQuota: 300 } });
    await send('a@example.test', 'b@example.test');
    expect(await quota()).toMatchObject({ Max24HourSend: 300, SentLast24Hours: 2 });
    await local.clock.advance(24 * hour);
    expect(await quota()).toMatchObject({ SentLast24Hours: 0 });
  });
});
