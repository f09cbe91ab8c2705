import { createHash, randomBytes } from 'node:crypto';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Question } from '../question.ts';
import { apiReference, type BucketPlace, guide, statusOf, visitBucket } from './visit-bucket.ts';

const oddNames = [
  'a+b %41%2F & "quoted".pdf',
  'árvíztűrő.pdf',
  './here//twice',
  ' leading',
  'emoji-😀-(1)!*~',
  'mark?#hash',
];

export const objectQuestions: readonly Question<BucketPlace>[] = [
  {
    id: 's3-bytes',
    text: 'Objects of 0, 1 and 65,537 bytes come back byte for byte; the ETag of a single upload is the MD5 of its bytes.',
    source: `${apiReference}, "PutObject"`,
    expected: '0, 1, 65537 as written',
    async ask(place) {
      const { newKey, put, get } = visitBucket(place);
      const sizes: string[] = [];
      for (const size of [0, 1, 65_537]) {
        const [key, bytes] = [newKey(), randomBytes(size)];
        const { ETag } = await put(key, bytes);
        const { Body } = await get(key);
        const isSame = Buffer.from((await Body?.transformToByteArray()) ?? []).equals(bytes);
        const isMd5 = ETag === `"${createHash('md5').update(bytes).digest('hex')}"`;
        sizes.push(isSame && isMd5 ? `${size}` : `${size} otherwise`);
      }
      return `${sizes.join(', ')} as written`;
    },
  },
  {
    id: 's3-odd-keys',
    text: 'Keys with blanks, quotes, accents, doubled slashes, escapes and emoji are kept as they are, and listed so.',
    source: `${guide}, "Naming Amazon S3 objects"`,
    expected: 'kept and listed as they are',
    async ask(place) {
      const { owner, Bucket, newKey, put, get } = visitBucket(place);
      const prefix = newKey('');
      for (const name of oddNames) await put(`${prefix}${name}`, name);
      const { Contents = [] } = await owner.send(new ListObjectsV2Command({ Bucket, Prefix: prefix }));
      const listed = Contents.map(({ Key = '' }) => Key.slice(prefix.length));
      const bodies = await Promise.all(
        oddNames.map(async (name) => (await get(`${prefix}${name}`)).Body?.transformToString()),
      );
      const isKept = bodies.join() === oddNames.join() && listed.toSorted().join() === oddNames.toSorted().join();
      return isKept ? 'kept and listed as they are' : `kept ${bodies.join()}, listed ${listed.join()}`;
    },
  },
  {
    id: 's3-headers',
    text: 'Content type, disposition and metadata come back with the object; accents in metadata as the RFC 2047 word that they were sent as.',
    source: `${guide}, "Working with object metadata"`,
    expected: 'application/pdf, attachment; filename="x.pdf", policy, =?UTF-8?B?a8O2dHbDqW55?=',
    async ask(place) {
      const { owner, Bucket, newKey, put } = visitBucket(place);
      const Key = newKey();
      const Metadata = { kind: 'policy', accents: '=?UTF-8?B?a8O2dHbDqW55?=' };
      await put(Key, 'x', {
        ...{ ContentType: 'application/pdf', ContentDisposition: 'attachment; filename="x.pdf"', Metadata },
      });
      const head = await owner.send(new HeadObjectCommand({ Bucket, Key }));
      return [head.ContentType, head.ContentDisposition, head.Metadata?.kind, head.Metadata?.accents].join(', ');
    },
  },
  {
    id: 's3-range',
    text: 'A part of an object is 206 with its place; one behind the end is 416.',
    source: `${apiReference}, "GetObject", Range`,
    expected: '234 bytes 2-4/10 206; InvalidRange 416',
    async ask(place) {
      const { newKey, put, get } = visitBucket(place);
      const key = newKey();
      await put(key, '0123456789');
      const part = await get(key, { Range: 'bytes=2-4' });
      const text = await part.Body?.transformToString();
      const beyond = await statusOf(get(key, { Range: 'bytes=10-' }));
      return `${text} ${part.ContentRange} ${part.$metadata.httpStatusCode}; ${beyond}`;
    },
  },
  {
    id: 's3-conditional-read',
    text: 'If-None-Match answers 304, If-Match 412.',
    source: `${guide}, "How to retrieve or copy objects based on metadata with conditional reads"`,
    expected: '304, 412',
    async ask(place) {
      const { newKey, put, get } = visitBucket(place);
      const key = newKey();
      const { ETag } = await put(key);
      const answers = [
        await statusOf(get(key, { IfNoneMatch: ETag })),
        await statusOf(get(key, { IfMatch: '"ffffffffffffffffffffffffffffffff"' })),
      ];
      return answers.map((answer) => answer.split(' ').at(-1)).join(', ');
    },
  },
  {
    id: 's3-list-order',
    text: 'Keys are listed in the order of their UTF-8 bytes, page by page, each once; a delimiter rolls them up.',
    source: `${apiReference}, "ListObjectsV2"`,
    expected: '2 pages of A a é 😀, rolled up a/',
    async ask(place) {
      const { owner, Bucket, newKey, put } = visitBucket(place);
      const Prefix = newKey('');
      for (const name of ['é', 'A', '😀', 'a']) await put(`${Prefix}${name}`);
      const list = (more: object) => owner.send(new ListObjectsV2Command({ Bucket, Prefix, ...more }));
      const first = await list({ MaxKeys: 2 });
      const second = await list({ MaxKeys: 2, ContinuationToken: first.NextContinuationToken });
      const names = [...(first.Contents ?? []), ...(second.Contents ?? [])].map(({ Key = '' }) =>
        Key.slice(Prefix.length),
      );
      await put(`${Prefix}a/b`);
      const { CommonPrefixes: [rolled] = [] } = await list({ Delimiter: '/' });
      const pages = second.IsTruncated ? 'more than 2' : '2';
      return `${pages} pages of ${names.join(' ')}, rolled up ${rolled?.Prefix?.slice(Prefix.length)}`;
    },
  },
  {
    id: 's3-copy',
    text: 'A copy takes the very version that it names, with its metadata.',
    source: `${apiReference}, "CopyObject"`,
    expected: 'first, one',
    async ask(place) {
      const { owner, Bucket, newKey, put, get } = visitBucket(place);
      const [from, to] = [newKey('from'), newKey('to')];
      const { VersionId } = await put(from, 'first', { Metadata: { version: 'one' } });
      await put(from, 'second', { Metadata: { version: 'two' } });
      await owner.send(
        new CopyObjectCommand({ Bucket, Key: to, CopySource: `${Bucket}/${from}?versionId=${VersionId}` }),
      );
      const copy = await get(to);
      return `${await copy.Body?.transformToString()}, ${copy.Metadata?.version}`;
    },
  },
  {
    id: 's3-versions',
    text: 'A version can be read by its id while the key has a delete marker.',
    source: `${guide}, "Working with delete markers"`,
    expected: 'without the id NoSuchKey 404, with it readable',
    async ask(place) {
      const { owner, Bucket, newKey, put, get } = visitBucket(place);
      const Key = newKey();
      const { VersionId } = await put(Key, 'first');
      await owner.send(new DeleteObjectCommand({ Bucket, Key }));
      const [current, pinned] = [
        await statusOf(get(Key)),
        await statusOf(owner.send(new HeadObjectCommand({ Bucket, Key, VersionId }))),
      ];
      return `without the id ${current}, with it ${pinned === 'no refusal' ? 'readable' : pinned}`;
    },
  },
  {
    id: 's3-delete-marker',
    text: 'Deleting without a version makes a marker; deleting the marker brings the object back.',
    source: `${guide}, "Working with delete markers"`,
    expected: 'a marker; back',
    async ask(place) {
      const { owner, Bucket, newKey, put, get } = visitBucket(place);
      const Key = newKey();
      await put(Key, 'first');
      const { DeleteMarker, VersionId } = await owner.send(new DeleteObjectCommand({ Bucket, Key }));
      await owner.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
      const text = await get(Key).then(
        ({ Body }) => Body?.transformToString(),
        () => 'gone',
      );
      return `${DeleteMarker ? 'a marker' : 'no marker'}; ${text === 'first' ? 'back' : text}`;
    },
  },
  {
    id: 's3-checksum',
    text: 'S3 itself adds CRC64NVME to an upload that brings no checksum.',
    source: `${guide}, "Checking object integrity"`,
    expected: 'CRC64NVME',
    async ask(place) {
      const { place: usual, owner, Bucket, newKey } = visitBucket(place);
      const plain = new S3Client({ ...usual, requestChecksumCalculation: 'WHEN_REQUIRED' });
      const Key = newKey();
      await plain.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
      const head = await owner.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
      return head.ChecksumCRC64NVME ? 'CRC64NVME' : 'none';
    },
  },
];
