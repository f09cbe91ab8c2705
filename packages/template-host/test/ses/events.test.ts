import { SendEmailCommand } from '@aws-sdk/client-ses';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSes } from '#testing/ses-client.ts';

const account = 'arn:aws:ses:eu-central-1:000000000000';

describe('events of a configuration set', () => {
  let local: Awaited<ReturnType<typeof startSes>>;
  beforeEach(async () => {
    local = await startSes();
  });
  afterEach(() => local.close());

  const send = (ToAddresses: string[], ConfigurationSetName: string | undefined = 'app') =>
    local.client.send(
      new SendEmailCommand({
        Source: 'App <no-reply@app.test>',
        Destination: { ToAddresses },
        Message: { Subject: { Data: 'x' }, Body: { Text: { Data: 'x' } } },
        Tags: [{ Name: 'document', Value: 'd1' }],
        ConfigurationSetName,
      }),
    );
  const kinds = () => local.published.map(({ event }) => event.eventType);

  it('reports the sending at once, with the mail and its tags', async () => {
    const { MessageId } = await send(['anna@example.test']);
    expect(local.published[0]).toMatchObject({
      configurationSet: 'app',
      destinations: [{ topicArn: 'arn:topic' }],
      event: {
        eventType: 'Send',
        send: {},
        mail: {
          messageId: MessageId,
          source: 'App <no-reply@app.test>',
          sourceArn: `${account}:identity/app.test`,
          destination: ['anna@example.test'],
          tags: { document: ['d1'], 'ses:configuration-set': ['app'] },
        },
      },
    });
  });

  it('sends a destination only the events that it is configured for', async () => {
    await send(['anna@example.test'], 'deliveries');
    await expect.poll(kinds).toEqual(['Delivery']);
    expect(local.published[0]?.event).toMatchObject({ delivery: { recipients: ['anna@example.test'] } });
  });

  it.each(['bounce@simulator.amazonses.com', 'bounce+7@simulator.amazonses.com', 'bounce.anna@simulator.test'])(
    'bounces %s for good',
    async (address) => {
      await send([address, 'anna@example.test']);
      await expect.poll(kinds).toEqual(['Send', 'Bounce']);
      expect(local.published[1]?.event).toMatchObject({
        bounce: { bounceType: 'Permanent', bounceSubType: 'General', bouncedRecipients: [{ emailAddress: address }] },
        mail: { tags: { document: ['d1'] } },
      });
    },
  );

  it.each(['complaint@simulator.amazonses.com', 'complaint-anna@simulator.test'])(
    'has %s complain',
    async (address) => {
      await send([address]);
      await expect.poll(kinds).toEqual(['Send', 'Complaint']);
      expect(local.published[1]?.event).toMatchObject({
        complaint: { complainedRecipients: [{ emailAddress: address }], complaintFeedbackType: 'abuse' },
      });
    },
  );

  it('reports an address on the suppression list as a bounce of its own kind', async () => {
    await send(['suppressionlist@simulator.amazonses.com']);
    await expect.poll(kinds).toEqual(['Send', 'Bounce']);
    expect(local.published[1]?.event).toMatchObject({ bounce: { bounceSubType: 'Suppressed' } });
  });
});

describe('the permissions of sending', () => {
  it('the sending identity and the configuration set, with sender and recipients as context', async () => {
    const local = await startSes();
    const form = new URLSearchParams({
      Action: 'SendEmail',
      Source: 'App <no-reply@app.test>',
      'Destination.ToAddresses.member.1': 'anna@example.test',
      'Message.Subject.Data': 'x',
      'Message.Body.Text.Data': 'x',
      ConfigurationSetName: 'app',
    });
    const asked = local.ses.intents({
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: {},
      body: Buffer.from(form.toString()),
      caller: { kind: 'owner' },
    });
    const context = {
      'ses:FromAddress': ['no-reply@app.test'],
      'ses:Recipients': ['anna@example.test'],
      'ses:FromDisplayName': ['App'],
    };
    expect(asked).toEqual([
      { action: 'ses:SendEmail', resource: `${account}:identity/app.test`, context },
      { action: 'ses:SendEmail', resource: `${account}:configuration-set/app`, context },
    ]);
    await local.close();
  });
});
