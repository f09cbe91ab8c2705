import { setTimeout as pause } from 'node:timers/promises';
import { GetObjectCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Question } from '../question.ts';
import { apiReference, guide, statusOf, visitBucket } from './visit-bucket.ts';

export const readingQuestions: readonly Question[] = [
  {
    id: 's3-missing-with-listing',
    text: 'Who may list the bucket gets 404 for an object that is missing.',
    source: `${apiReference}, "GetObject", permissions`,
    expected: 'NoSuchKey 404',
    ask: (place) => statusOf(visitBucket(place).get('probe/nothing')),
  },
  {
    id: 's3-missing-without-listing',
    text: 'Who may not list the bucket gets 403 for an object that is missing, from GetObject and HeadObject.',
    source: `${apiReference}, "GetObject", permissions`,
    expected: 'AccessDenied 403, 403',
    async ask(place) {
      const { place: usual, Bucket, newKey } = visitBucket(place);
      const credentials = { accessKeyId: place.ReaderKeyId, secretAccessKey: place.ReaderSecret };
      const reader = new S3Client({ ...usual, credentials });
      const [get, head] = [
        await statusOf(reader.send(new GetObjectCommand({ Bucket, Key: newKey() }))),
        await statusOf(reader.send(new HeadObjectCommand({ Bucket, Key: newKey() }))),
      ];
      return `${get}, ${head.split(' ').at(-1)}`;
    },
  },
  {
    id: 's3-archived',
    text: 'The bytes of an object in Glacier are refused; its head names the class.',
    source: `${apiReference}, "GetObject", InvalidObjectState`,
    expected: 'InvalidObjectState 403, GLACIER',
    async ask(place) {
      const { owner, Bucket, newKey, put, get } = visitBucket(place);
      const Key = newKey();
      await put(Key, 'x', { StorageClass: 'GLACIER' });
      const head = await owner.send(new HeadObjectCommand({ Bucket, Key }));
      return `${await statusOf(get(Key))}, ${head.StorageClass}`;
    },
  },
  {
    id: 's3-disposition',
    text: 'A reader may name the disposition; letters beyond Latin-1 in it are refused, escaped ones pass.',
    source: `${apiReference}, "GetObject", response-content-disposition`,
    expected: "inline; filename*=UTF-8''t%C5%B1.pdf; InvalidArgument 400",
    async ask(place) {
      const { newKey, put, get } = visitBucket(place);
      const key = newKey();
      await put(key);
      const named = await get(key, { ResponseContentDisposition: "inline; filename*=UTF-8''t%C5%B1.pdf" });
      // A body that is not read keeps its connection open, and the process would wait for it.
      await named.Body?.transformToByteArray();
      const beyond = await statusOf(get(key, { ResponseContentDisposition: 'inline; filename="tű.pdf"' }));
      return `${named.ContentDisposition}; ${beyond}`;
    },
  },
  {
    id: 's3-presigned',
    text: 'A presigned link serves the disposition that it names, and is refused with 403 once its time is over.',
    source: `${guide}, "Sharing objects with presigned URLs"`,
    expected: '200 inline; filename="a.pdf", then 403',
    async ask(place) {
      const { owner, Bucket, newKey, put } = visitBucket(place);
      const Key = newKey();
      await put(Key);
      const command = new GetObjectCommand({ Bucket, Key, ResponseContentDisposition: 'inline; filename="a.pdf"' });
      const link = await getSignedUrl(owner, command, { expiresIn: 2 });
      const first = await fetch(link);
      await first.arrayBuffer();
      await pause(3_500);
      const late = await fetch(link);
      await late.arrayBuffer();
      return `${first.status} ${first.headers.get('content-disposition')}, then ${late.status}`;
    },
  },
];
