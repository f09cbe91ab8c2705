import * as v from 'valibot';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createStreams, type StoredWrite, streamArnOf } from '#host/dynamodb/streams.ts';
import type { LambdaFunction } from '#host/lambda/lambda-function.ts';
import { pollStream } from '#host/lambda/stream-poller.ts';
import type { Json } from '#host/template/json.ts';

const shape: StoredWrite['shape'] = {
  TableName: 'Notes',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
};
const item = (pk: string, text: string) => ({ pk: { S: pk }, text: { S: text } });
const put = (pk: string, text: string, before?: string): StoredWrite => ({
  shape,
  ...{ before: before === undefined ? undefined : JSON.stringify(item(pk, before)), after: item(pk, text) },
  isExpiry: false,
});
const expiry = (pk: string): StoredWrite => ({
  ...{ shape, before: JSON.stringify(item(pk, 'old')), after: undefined },
  isExpiry: true,
});

const batchSchema = v.object({
  Records: v.array(v.object({ dynamodb: v.object({ SequenceNumber: v.string() }) })),
});

/** A stream with a function that answers each batch with the next of `answers`, then with success. */
function setup(...answers: readonly (Json | Error)[]) {
  const streams = createStreams({ now: () => 1_000_000 });
  const batches: string[][] = [];
  let arrived = () => {};
  const target: Pick<LambdaFunction, 'invoke'> = {
    async invoke(event) {
      const { Records: records } = v.parse(batchSchema, event);
      batches.push(records.map(({ dynamodb }) => dynamodb.SequenceNumber.slice(-1)));
      arrived();
      const answer = answers[batches.length - 1] ?? null;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  return {
    ...{ streams, batches },
    start() {
      // Only `invoke` is called.
      const lambda = target as LambdaFunction;
      const mapping = { target: lambda, batchSize: 3, startsAt: 'TRIM_HORIZON', reportsItemFailures: true } as const;
      const poller = pollStream(streams, { ...mapping, streamArn: streamArnOf('Notes') });
      onTestFinished(() => poller.stop());
    },
    /** Resolves when the function was called so often. */
    calls: (count: number) =>
      new Promise<void>((resolve) => {
        arrived = () => {
          if (batches.length >= count) resolve();
        };
        arrived();
      }),
  };
}

describe('a table’s stream', () => {
  it('tells what was there before and after, and who deleted', () => {
    const { streams } = setup();
    for (const write of [put('a', 'new'), put('a', 'newer', 'new'), put('a', 'newer', 'newer'), expiry('a')])
      streams.note(write);
    const { records } = streams.read(streamArnOf('Notes'), 0, 10);
    expect(
      records.map(({ eventName, dynamodb, userIdentity }) => [
        eventName,
        dynamodb.OldImage?.text?.S,
        dynamodb.NewImage?.text?.S,
        userIdentity?.type,
      ]),
    ).toEqual([
      ['INSERT', undefined, 'new', undefined],
      ['MODIFY', 'new', 'newer', undefined],
      ['REMOVE', 'old', undefined, 'Service'],
    ]);
  });

  it('goes to the function in order, in batches, also what is written later', async () => {
    const { streams, batches, start, calls } = setup();
    for (const pk of ['a', 'b', 'c', 'd']) streams.note(put(pk, 'text'));
    start();
    await calls(2);
    streams.note(put('e', 'text'));
    await calls(3);
    expect(batches).toEqual([['1', '2', '3'], ['4'], ['5']]);
  });

  it('is held up by a batch that fails, and goes on behind what the function names as done', async () => {
    const failed = { batchItemFailures: [{ itemIdentifier: '000000000000000000002' }] };
    const { streams, batches, start, calls } = setup(new Error('crashed'), failed);
    for (const pk of ['a', 'b', 'c']) streams.note(put(pk, 'text'));
    start();
    await calls(3);
    expect(batches).toEqual([
      ['1', '2', '3'],
      ['1', '2', '3'],
      ['2', '3'],
    ]);
  });
});
