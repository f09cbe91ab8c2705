import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { queueParts, readsQueue } from './a-queue.ts';
import { aFunction, anApi, aRoute, ref } from './a-stack.ts';
import { ownersS3, play, sdk } from './play-stack.ts';
import { until } from './until.ts';

describe('a played bucket', () => {
  it('the test event and an uploaded object reach the function behind the queue, once, and a failed one comes back later', async () => {
    const host = await play(
      {
        resources: { ...queueParts('worker'), ...aFunction('worker', { allow: [readsQueue] }) },
        outputs: { B: ref('Bucket') },
      },
      {
        worker: `export const handler = async ({ Records }) => {
          const batchItemFailures = [];
          for (const { messageId, body, attributes } of Records) {
            const { Event, Bucket, Records: objects } = JSON.parse(body);
            if (Event) { console.log(Event + ' ' + Bucket); continue; }
            const key = objects[0].s3.object.key;
            console.log(key + ' ' + attributes.ApproximateReceiveCount);
            if (key.includes('bad') && attributes.ApproximateReceiveCount === '1') batchItemFailures.push({ itemIdentifier: messageId });
          }
          return { batchItemFailures };
        };`,
      },
    );
    const s3 = ownersS3(host);
    const put = (Key: string) => s3.send(new PutObjectCommand({ Bucket: host.outputs.B ?? '', Key, Body: 'x' }));
    await Promise.all(['documents/good.pdf', 'documents/bad.pdf', 'other/none.pdf'].map(put));
    const lines = () => host.logs().map(({ line }) => line);
    await until(() => lines().length >= 3);
    const tried = `s3:TestEvent ${host.outputs.B}`;
    expect(lines().toSorted()).toEqual(['documents/bad.pdf 1', 'documents/good.pdf 1', tried]);
    await host.clock.advance(61_000);
    await until(() => lines().length >= 4);
    expect(lines().at(-1)).toBe('documents/bad.pdf 2');
  });

  it.each([
    ['s3:GetObject', '403 AccessDenied'],
    ['s3:ListBucket', '404 NoSuchKey'],
  ])('a function that may only read does not learn what is missing: with %s too, %s', async (action, answer) => {
    const read = { Action: 's3:GetObject', Resource: '*' };
    const host = await play(
      {
        resources: {
          Bucket: { Type: 'AWS::S3::Bucket', Properties: {} },
          ...anApi(),
          ...aFunction('reader', { env: { BUCKET: ref('Bucket') }, allow: [read, { Action: action, Resource: '*' }] }),
          ...aRoute('Read', 'GET /api/missing', 'reader'),
        },
      },
      {
        reader: `import { GetObjectCommand, S3Client } from ${sdk('@aws-sdk/client-s3')};
        const client = new S3Client({ forcePathStyle: true, maxAttempts: 1 });
        export const handler = async () => {
          const call = client.send(new GetObjectCommand({ Bucket: process.env.BUCKET, Key: 'missing' }));
          const error = await call.catch((reason) => reason);
          return { statusCode: 200, body: error.$metadata.httpStatusCode + ' ' + error.name };
        };`,
      },
    );
    expect(await (await fetch(`${host.apiUrl}/api/missing`)).text()).toBe(answer);
  });
});
