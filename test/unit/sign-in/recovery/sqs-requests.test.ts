import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createClock } from 'template-host/clock';
import { createSqs } from 'template-host/sqs';
import { serveService } from 'template-host/testing/serve-service';
import { aQueue } from 'template-host/testing/sqs-queue-builder';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readFinishingRequest } from '#shared/customers/cancelling/cancellations.ts';
import { finishDelay, sqsFinishingRequests } from '#shared/customers/cancelling/sqs-finishing-requests.ts';
import { readRecoveryRequest } from '#shared/sign-in/recovery/recovery-request.ts';
import { sqsRecoveryRequests } from '#shared/sign-in/recovery/sqs-recovery-requests.ts';

async function setup() {
  const clock = createClock();
  const sqs = await createSqs({ clock });
  const queue = aQueue('requests');
  sqs.createQueue(queue);
  const server = await serveService(sqs);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SQSClient({
    endpoint: server.url,
    region: 'eu-central-1',
    credentials,
    useQueueUrlAsEndpoint: false,
  });
  onTestFinished(async () => {
    client.destroy();
    await server.close();
    await sqs.close();
    clock.stop();
  });
  const receive = async () => {
    const { Messages: messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl: queue.url }));
    return messages.map(({ Body: body = '' }) => body);
  };
  return { client, url: queue.url, receive, clock };
}

describe('requests in queues', () => {
  it('a recovery is received as it was sent, at once', async () => {
    const { client, url, receive } = await setup();
    const request = {
      contact: 't2.abc',
      otherContacts: ['t1.abc'],
      recoveryId: 'r1',
      requestedAt: '2027-01-31T10:00:00.000Z',
    };
    await sqsRecoveryRequests(client, url).put(request);
    expect((await receive()).map(readRecoveryRequest)).toEqual([request]);
  });

  it('a cancellation is finished by the queue only after the endpoint must have ended', async () => {
    const { client, url, receive, clock } = await setup();
    await sqsFinishingRequests(client, url).put('account-1');
    await clock.advance((finishDelay - 1) * 1000);
    expect(await receive()).toEqual([]);
    await clock.advance(2000);
    expect((await receive()).map(readFinishingRequest)).toEqual(['account-1']);
  });

  it('a message in another form is refused', () => {
    expect(() => readRecoveryRequest('{"contact":""}')).toThrow();
    expect(() => readFinishingRequest('nothing')).toThrow();
  });
});
