import { SendMessageBatchCommand, type SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import { type Question, refusalName } from '../question.ts';
import { apiReference, guide, type QueuePlace, visitQueue } from './visit-queue.ts';

export const messageQuestions: readonly Question<QueuePlace>[] = [
  {
    id: 'sqs-message',
    text: 'A message comes with the body and the attributes that it was sent with, and with when it was sent.',
    source: `${apiReference}, "ReceiveMessage"`,
    expected: 'as sent, sent within a minute',
    async ask(place) {
      const { newBody, send, find, remove } = visitQueue(place);
      const body = newBody('{"ő":1}');
      await send(body, { MessageAttributes: { kind: { DataType: 'String', StringValue: 'árvíztűrő' } } });
      const message = await find(body, 20, { MessageAttributeNames: ['All'] });
      await remove(message?.ReceiptHandle);
      const isAsSent = message?.MessageAttributes?.kind?.StringValue === 'árvíztűrő';
      const age = Date.now() - Number(message?.Attributes?.SentTimestamp);
      return `${isAsSent ? 'as sent' : 'otherwise'}, sent ${Math.abs(age) < 60_000 ? 'within a minute' : `${age} ms ago`}`;
    },
  },
  {
    id: 'sqs-nothing-unasked',
    text: 'Attributes that nobody asked for do not come.',
    source: `${apiReference}, "ReceiveMessage"`,
    expected: 'no attributes',
    async ask(place) {
      const { newBody, send, find, remove } = visitQueue(place);
      const body = newBody();
      await send(body);
      const message = await find(body, 20, { MessageSystemAttributeNames: [] });
      await remove(message?.ReceiptHandle);
      return message && !message.Attributes ? 'no attributes' : JSON.stringify(message?.Attributes);
    },
  },
  {
    id: 'sqs-batch',
    text: 'A batch takes its good entries and names the others.',
    source: `${apiReference}, "SendMessageBatch"`,
    expected: 'sent good; refused bad by InvalidMessageContents',
    async ask(place) {
      const { client, QueueUrl, newBody, find, remove } = visitQueue(place);
      const good = newBody();
      const Entries = [
        { Id: 'good', MessageBody: good },
        { Id: 'bad', MessageBody: '\u0001' },
      ];
      const { Successful = [], Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
      await remove((await find(good, 20))?.ReceiptHandle);
      const refused = Failed.map(({ Id, Code }) => `${Id} by ${Code}`);
      return `sent ${Successful.map(({ Id }) => Id).join()}; refused ${refused.join()}`;
    },
  },
  {
    id: 'sqs-batch-bounds',
    text: 'A batch of none, of eleven, or with an id twice is refused as a whole.',
    source: `${apiReference}, "SendMessageBatch", errors`,
    expected: 'EmptyBatchRequest, TooManyEntriesInBatchRequest, BatchEntryIdsNotDistinct',
    async ask(place) {
      const { client, QueueUrl } = visitQueue(place);
      const entries = (count: number, id = (index: number) => String(index)) =>
        Array.from({ length: count }, (_, index) => ({ Id: id(index), MessageBody: 'never sent' }));
      const send = (Entries: SendMessageBatchRequestEntry[]) =>
        refusalName(client.send(new SendMessageBatchCommand({ QueueUrl, Entries })));
      const answers = [await send([]), await send(entries(11)), await send(entries(2, () => 'same'))];
      return answers.join(', ');
    },
  },
  {
    id: 'sqs-bounds',
    text: 'More than ten messages or twenty seconds asked for, and characters that are no text, are refused.',
    source: `${guide}, "Amazon SQS message quotas"`,
    expected: 'InvalidParameterValue, InvalidParameterValue, InvalidMessageContents',
    async ask(place) {
      const { send, receive } = visitQueue(place);
      const answers = [
        await refusalName(receive({ MaxNumberOfMessages: 11 })),
        await refusalName(receive({ WaitTimeSeconds: 21 })),
        await refusalName(send('\u0001')),
      ];
      return answers.join(', ');
    },
  },
  {
    id: 'sqs-no-queue',
    text: 'A queue that is not there is named by an error of its own.',
    source: `${apiReference}, "SendMessage", errors`,
    expected: 'QueueDoesNotExist',
    ask: (place) => refusalName(visitQueue({ ...place, Queue: `${place.Queue}-nowhere` }).send('x')),
  },
];
