import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
  type SendTextMessageCommandInput,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '#host/clock.ts';
import type { SmsEvent } from '#host/sms/events.ts';
import { createSms } from '#host/sms/sms.ts';
import { serveService } from '#testing/serve-service.ts';

const account = 'arn:aws:sms-voice:eu-central-1:000000000000';
const number = `${account}:phone-number/phone-1`;

const startSms = async (options: { readonly directory?: string } = {}) => {
  const clock = createClock();
  const published: { configurationSet: string; event: SmsEvent }[] = [];
  const onEvent = (configurationSet: string, event: SmsEvent) => {
    published.push({ configurationSet, event });
  };
  const sms = await createSms({ clock, ...options, onEvent });
  sms.registerIdentity(number, '+36205550100');
  sms.registerIdentity(`${account}:sender-id/APP/AT`);
  sms.createConfigurationSet('app', [{ eventTypes: ['TEXT_ALL'], topicArn: 'arn:topic' }]);
  sms.createConfigurationSet('failures', [{ eventTypes: ['TEXT_UNREACHABLE'], topicArn: 'arn:topic' }]);
  const server = await serveService(sms);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new PinpointSMSVoiceV2Client({
    endpoint: server.url,
    region: 'eu-central-1',
    credentials,
    maxAttempts: 1,
  });
  const close = async () => {
    client.destroy();
    await server.close();
    await sms.close();
    clock.stop();
  };
  return { sms, client, clock, published, url: server.url, close };
};

const aText = (change: Partial<SendTextMessageCommandInput> = {}): SendTextMessageCommandInput => ({
  DestinationPhoneNumber: '+36305550167',
  MessageBody: 'Kezdő jelszava: abc',
  MessageType: 'TRANSACTIONAL',
  ...change,
});

describe('SMS spoken by the unmodified SDK', () => {
  let local: Awaited<ReturnType<typeof startSms>>;
  beforeEach(async () => {
    local = await startSms();
  });
  afterEach(() => local.close());
  const send = (change: Partial<SendTextMessageCommandInput> = {}) =>
    local.client.send(new SendTextMessageCommand(aText(change)));
  const kinds = () => local.published.map(({ event }) => event.eventType);

  it('keeps accepted texts, oldest first, by the moved time', async () => {
    await local.clock.advance(24 * 3600_000);
    const { MessageId } = await send();
    await send({ MessageBody: 'second' });
    expect(local.sms.messages().map(({ to, text }) => [to, text])).toEqual([
      ['+36305550167', 'Kezdő jelszava: abc'],
      ['+36305550167', 'second'],
    ]);
    expect(Date.parse(local.sms.messages()[0]?.at ?? '')).toBeGreaterThan(Date.now() + 23 * 3600_000);
    expect(local.sms.outbox()[0]?.messageId).toBe(MessageId);
  });

  it('sends from an identity named by ARN, id or number, and from no other', async () => {
    for (const OriginationIdentity of [number, 'phone-1', '+36205550100', 'APP']) await send({ OriginationIdentity });
    expect(local.sms.outbox().map(({ from }) => from)).toEqual(['+36205550100', '+36205550100', '+36205550100', 'APP']);
    await expect(send({ OriginationIdentity: 'pool-1' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      ResourceType: 'pool',
      ResourceId: 'pool-1',
    });
  });

  it('refuses an unknown configuration set and keeps no text of it', async () => {
    await expect(send({ ConfigurationSetName: 'nobody' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      ResourceType: 'configuration-set',
    });
    expect(local.sms.messages()).toEqual([]);
  });

  it.each([
    ['a number that is none', { DestinationPhoneNumber: '06-30' }, 'DestinationPhoneNumber'],
    ['more than 1600 characters', { MessageBody: 'x'.repeat(1601) }, 'MessageBody'],
    ['a life of less than 5 seconds', { TimeToLive: 4 }, 'TimeToLive'],
    ['a context value with white space around', { Context: { account: ' x' } }, 'Context.account'],
  ])('refuses %s and names the field', async (_, change, Name) => {
    await expect(send(change)).rejects.toMatchObject({
      name: 'ValidationException',
      Reason: 'FIELD_VALIDATION_FAILED',
      Fields: [{ Name }],
    });
  });

  it('checks a dry run and sends nothing', async () => {
    expect((await send({ DryRun: true })).MessageId).toBeDefined();
    await expect(send({ DryRun: true, OriginationIdentity: 'nobody' })).rejects.toThrow('not found');
    expect(local.sms.messages()).toEqual([]);
  });

  it('answers a malformed request with 400, never 500', async () => {
    const post = async (operation: string, body: string) => {
      const headers = { 'x-amz-target': `PinpointSMSVoiceV2.${operation}` };
      return (await fetch(local.url, { method: 'POST', headers, body })).status;
    };
    expect(await post('SendTextMessage', '{')).toBe(400);
    expect(await post('SendTextMessage', '{}')).toBe(400);
    expect(await post('SendTextMessage', '"x"')).toBe(400);
    expect(await post('Nothing', '{}')).toBe(400);
  });

  it('reports sending and delivery to a configuration set, with the given context', async () => {
    const { MessageId } = await send({
      ConfigurationSetName: 'app',
      Context: { registration: 'r1' },
      OriginationIdentity: number,
    });
    await expect.poll(kinds).toEqual(['TEXT_SENT', 'TEXT_SUCCESSFUL', 'TEXT_DELIVERED']);
    expect(local.published[2]).toMatchObject({
      configurationSet: 'app',
      event: {
        isFinal: true,
        messageStatus: 'DELIVERED',
        messageId: MessageId,
        destinationPhoneNumber: '+36305550167',
        originationPhoneNumber: '+36205550100',
        isoCountryCode: 'HU',
        messageEncoding: 'Unicode',
        totalMessageParts: 1,
        context: { registration: 'r1' },
      },
    });
  });

  it('accepts texts to numbers ending in 0000 and reports them unreachable', async () => {
    const ConfigurationSetName = `${account}:configuration-set/failures`;
    await send({ ConfigurationSetName });
    await send({ ConfigurationSetName, DestinationPhoneNumber: '+36305550000' });
    await expect.poll(kinds).toEqual(['TEXT_UNREACHABLE']);
    expect(local.published[0]?.event).toMatchObject({ isFinal: true, destinationPhoneNumber: '+36305550000' });
    expect(local.sms.messages()).toHaveLength(2);
  });

  it.each([
    [
      '0001',
      [
        ['TEXT_CARRIER_UNREACHABLE', false],
        ['TEXT_DELIVERED', true],
      ],
    ],
    ['0002', [['TEXT_SUCCESSFUL', true]]],
  ])('the way of a number that ends in %s', async (digits, way) => {
    await send({ ConfigurationSetName: 'app', DestinationPhoneNumber: `+3630555${digits}` });
    const steps = () => local.published.slice(1).map(({ event }) => [event.eventType, event.isFinal]);
    await expect.poll(steps).toEqual(way);
  });

  it('gives up after 72 hours for a number that ends in 0003: the outcome is unknown', async () => {
    await send({ ConfigurationSetName: 'app', DestinationPhoneNumber: '+36305550003' });
    await expect.poll(kinds).toEqual(['TEXT_SENT']);
    await local.clock.advance(71 * 60 * 60 * 1000);
    expect(kinds()).toEqual(['TEXT_SENT']);
    await local.clock.advance(60 * 60 * 1000);
    expect(local.published.at(-1)?.event).toMatchObject({ eventType: 'TEXT_UNKNOWN', isFinal: true });
  });

  it.each([
    ['a'.repeat(160), 'GSM', 1],
    ['a'.repeat(161), 'GSM', 2],
    ['€'.repeat(81), 'GSM', 2],
    ['ő'.repeat(70), 'Unicode', 1],
    ['ő'.repeat(135), 'Unicode', 3],
  ])('counts message parts of %s', async (MessageBody, messageEncoding, totalMessageParts) => {
    await send({ ConfigurationSetName: 'app', MessageBody });
    expect(local.published[0]?.event).toMatchObject({ messageEncoding, totalMessageParts });
  });

  it('needs permission for the sender, or for any if none is named, and for the configuration set', () => {
    const intents = (change: Partial<SendTextMessageCommandInput>) =>
      local.sms.intents({
        method: 'POST',
        path: '/',
        query: new URLSearchParams(),
        headers: { 'x-amz-target': 'PinpointSMSVoiceV2.SendTextMessage' },
        body: Buffer.from(JSON.stringify(aText(change))),
        caller: { kind: 'owner' },
      });
    const action = 'sms-voice:SendTextMessage';
    expect(intents({})).toEqual([{ action, resource: '*' }]);
    expect(intents({ OriginationIdentity: 'phone-1', ConfigurationSetName: 'app' })).toEqual([
      { action, resource: number },
      { action, resource: `${account}:configuration-set/app` },
    ]);
  });

  it('keeps texts across a restart until they are cleared', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'sms-'));
    const before = await startSms({ directory });
    await before.client.send(new SendTextMessageCommand(aText()));
    const messages = before.sms.messages();
    await before.close();
    const after = await startSms({ directory });
    expect(after.sms.messages()).toEqual(messages);
    after.sms.clear();
    await after.close();
    const cleared = await startSms({ directory });
    expect(cleared.sms.messages()).toEqual([]);
    await cleared.close();
    await rm(directory, { recursive: true });
  });
});
