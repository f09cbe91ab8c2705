import { GetQueueAttributesCommand, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { type Question, refusalName } from '../question.ts';
import { apiReference, guide, type QueuePlace, visitQueue } from './visit-queue.ts';

/** Sends a message and receives it twice, the most that the queue allows. Returns its body once it is parked. */
async function park(place: QueuePlace): Promise<{ readonly body: string; readonly isParked: boolean }> {
  const queue = visitQueue(place);
  const parked = visitQueue({ ...place, Queue: place.Parked });
  const body = queue.newBody();
  await queue.send(body);
  for (let receives = 0; receives < 2; receives++) await queue.show((await queue.find(body, 20))?.ReceiptHandle, 0);
  // At the third receive, it is due to be parked.
  await queue.find(body, 2);
  const message = await parked.find(body, 20);
  if (message) await parked.show(message.ReceiptHandle, 0);
  return { body, isParked: message !== undefined };
}

export const receiveQuestions: readonly Question<QueuePlace>[] = [
  {
    id: 'sqs-receive-count',
    text: 'SQS counts every receive of a message, also one whose visibility was ended at once.',
    source: `${apiReference}, "ReceiveMessage", ApproximateReceiveCount`,
    expected: '1, then 2',
    async ask(place) {
      const { newBody, send, find, show, remove } = visitQueue(place);
      const body = newBody();
      await send(body);
      const first = await find(body, 20);
      await show(first?.ReceiptHandle, 0);
      const second = await find(body, 20);
      await remove(second?.ReceiptHandle);
      const count = (message: typeof first) => message?.Attributes?.ApproximateReceiveCount ?? '?';
      return `${count(first)}, then ${count(second)}`;
    },
  },
  {
    id: 'sqs-visibility',
    text: 'A received message is hidden for its visibility time-out, and comes again then.',
    source: `${guide}, "Amazon SQS visibility timeout"`,
    expected: 'hidden, then back after 3 s or more',
    async ask(place) {
      const { newBody, send, find, remove } = visitQueue(place);
      const body = newBody();
      await send(body);
      const received = await find(body, 20, { VisibilityTimeout: 4 });
      const at = Date.now();
      const early = await find(body, 1, { VisibilityTimeout: 4 });
      const again = early ?? (await find(body, 30));
      const seconds = (Date.now() - at) / 1000;
      await remove(again?.ReceiptHandle);
      if (!received || !again) return 'it did not come';
      return `${early ? 'not hidden' : 'hidden'}, then back after ${seconds >= 3 ? '3 s or more' : `${seconds} s`}`;
    },
  },
  {
    id: 'sqs-not-in-flight',
    text: 'A message that is not in flight keeps its visibility: an older receipt is refused.',
    source: `${apiReference}, "ChangeMessageVisibility", errors`,
    expected: 'refused',
    async ask(place) {
      const { newBody, send, find, show, remove } = visitQueue(place);
      const body = newBody();
      await send(body);
      const first = await find(body, 20);
      await show(first?.ReceiptHandle, 0);
      const second = await refusalName(show(first?.ReceiptHandle, 30));
      await remove((await find(body, 40))?.ReceiptHandle);
      return second === 'no refusal' ? second : 'refused';
    },
  },
  {
    id: 'sqs-delay',
    text: 'A message with a delay is not seen before.',
    source: `${guide}, "Amazon SQS message timers"`,
    expected: 'not at once, then there',
    async ask(place) {
      const { newBody, send, find, remove } = visitQueue(place);
      const body = newBody();
      await send(body, { DelaySeconds: 4 });
      const early = await find(body, 1);
      const late = early ?? (await find(body, 30));
      await remove(late?.ReceiptHandle);
      return `${early ? 'at once' : 'not at once'}, then ${late ? 'there' : 'never'}`;
    },
  },
  {
    id: 'sqs-long-poll',
    text: 'A call that waits is answered as soon as a message comes.',
    source: `${guide}, "Amazon SQS short and long polling"`,
    expected: 'before 15 s were over',
    async ask(place) {
      const { newBody, send, find, remove } = visitQueue(place);
      const body = newBody();
      const at = Date.now();
      const [message] = await Promise.all([find(body, 30, { WaitTimeSeconds: 20 }), send(body)]);
      const seconds = (Date.now() - at) / 1000;
      await remove(message?.ReceiptHandle);
      return message && seconds < 15 ? 'before 15 s were over' : `after ${seconds} s`;
    },
  },
  {
    id: 'sqs-parked',
    text: 'A message that was received as often as its queue allows goes to the dead-letter queue, its body as it was.',
    source: `${guide}, "Using dead-letter queues in Amazon SQS"`,
    expected: 'parked after 2 receives',
    ask: async (place) => ((await park(place)).isParked ? 'parked after 2 receives' : 'not parked'),
  },
  {
    id: 'sqs-redrive',
    text: 'A task moves what is parked back to the queue that it came from, its receives counted from one again.',
    source: `${apiReference}, "StartMessageMoveTask"`,
    expected: 'back, received 1 time',
    async ask(place) {
      const { body, isParked } = await park(place);
      if (!isParked) return 'not parked';
      const { client, find, remove } = visitQueue(place);
      const { Attributes } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl: place.Parked, AttributeNames: ['QueueArn'] }),
      );
      await client.send(new StartMessageMoveTaskCommand({ SourceArn: Attributes?.QueueArn }));
      const back = await find(body, 90);
      await remove(back?.ReceiptHandle);
      const count = back?.Attributes?.ApproximateReceiveCount;
      return back ? `back, received ${count} time${count === '1' ? '' : 's'}` : 'not back within 90 s';
    },
  },
];
