import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import {
  ChangeMessageVisibilityCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type Assumption, refusalOf } from '../assumption.ts';

export const messagesAssumptions: readonly Assumption[] = [
  {
    id: 'ses-not-verified',
    rests: 'R5.2: the log and the runbook name a sandbox or a sender that is not verified',
    text: 'A mail of a sender that is not verified is refused with MessageRejected and this text.',
    source: 'Amazon SES Developer Guide, "Amazon SES email sending errors"',
    expected: 'MessageRejected: Email address is not verified.',
    async ask({ settings }) {
      const mail = new SendEmailCommand({
        Source: 'probe@not-verified.example',
        Destination: { ToAddresses: ['success@simulator.amazonses.com'] },
        Message: { Subject: { Data: 'probe' }, Body: { Text: { Data: 'probe' } } },
      });
      const text = await refusalOf(new SESClient(settings).send(mail));
      return /^MessageRejected: Email address is not verified\./.exec(text)?.[0] ?? text;
    },
  },
  {
    id: 'sqs-receive-count',
    rests: 'R5.1a: how often a message was tried',
    text: 'SQS counts every receive of a message, also one whose visibility was ended at once.',
    source: 'Amazon SQS API Reference, "ReceiveMessage", ApproximateReceiveCount',
    expected: '1, then 2',
    async ask({ settings, Queue: QueueUrl }) {
      const sqs = new SQSClient(settings);
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'counted' }));
      const counts: string[] = [];
      for (let tries = 0; counts.length < 2 && tries < 30; tries++) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            ...{ QueueUrl, WaitTimeSeconds: 2, MaxNumberOfMessages: 10 },
            MessageSystemAttributeNames: ['ApproximateReceiveCount'],
          }),
        );
        for (const { Body, ReceiptHandle, Attributes } of Messages) {
          if (Body === 'counted') counts.push(Attributes?.ApproximateReceiveCount ?? '?');
          await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
        }
      }
      return counts.join(', then ');
    },
  },
];
