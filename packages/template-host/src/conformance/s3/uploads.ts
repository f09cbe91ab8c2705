import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { Question } from '../question.ts';
import { apiReference, type BucketPlace, guide, statusOf, visitBucket } from './visit-bucket.ts';

const smallestPart = 5 * 1024 * 1024;

/** An upload in two parts, the first of this many bytes. Returns the outcome of its completion. */
async function uploadParts(place: BucketPlace, firstBytes: number): Promise<string> {
  const { owner, Bucket, newKey } = visitBucket(place);
  const Key = newKey();
  const { UploadId } = await owner.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const part = { Bucket, Key, UploadId };
  const upload = async (PartNumber: number, Body: Buffer) => {
    const { ETag } = await owner.send(new UploadPartCommand({ ...part, PartNumber, Body }));
    return { PartNumber, ETag };
  };
  const Parts = [await upload(1, Buffer.alloc(firstBytes, 'a')), await upload(2, Buffer.from('end'))];
  const complete = owner.send(new CompleteMultipartUploadCommand({ ...part, MultipartUpload: { Parts } }));
  const refusal = await statusOf(complete);
  if (refusal === 'no refusal') return `the ETag ends with ${/-\d+/.exec((await complete).ETag ?? '')?.[0]}`;
  await owner.send(new AbortMultipartUploadCommand(part));
  return refusal;
}

export const uploadQuestions: readonly Question<BucketPlace>[] = [
  {
    id: 's3-one-upload-wins',
    text: 'Of ten uploads at once on condition that the key is free, one passes; so does one over the very object that it names.',
    source: `${guide}, "How to prevent object overwrites with conditional writes"`,
    expected: '1 of 10, the others 409 or 412; over its own object no refusal, over another PreconditionFailed 412',
    async ask(place) {
      const { newKey, put } = visitBucket(place);
      const key = newKey();
      const all = await Promise.all(Array.from({ length: 10 }, () => statusOf(put(key, 'x', { IfNoneMatch: '*' }))));
      const refused = all.filter((answer) => answer !== 'no refusal');
      const others = refused.filter((answer) => !/ (409|412)$/.test(answer))[0] ?? '409 or 412';
      const { ETag } = await put(key, 'y');
      const [own, other] = [
        await statusOf(put(key, 'z', { IfMatch: ETag })),
        await statusOf(put(key, 'z', { IfMatch: ETag })),
      ];
      return `${all.length - refused.length} of 10, the others ${others}; over its own object ${own}, over another ${other}`;
    },
  },
  {
    id: 's3-wrong-checksum',
    text: 'An upload whose bytes do not fit its checksum or its Content-MD5 is refused.',
    source: `${guide}, "Checking object integrity"`,
    expected: 'BadDigest 400, BadDigest 400, BadDigest 400',
    async ask(place) {
      const { newKey, put } = visitBucket(place);
      const zeros = (bytes: number) => Buffer.alloc(bytes).toString('base64');
      const answers = [
        await statusOf(put(newKey(), 'x', { ChecksumCRC32: zeros(4) })),
        await statusOf(put(newKey(), 'x', { ChecksumSHA256: zeros(32) })),
        await statusOf(put(newKey(), 'x', { ContentMD5: zeros(16) })),
      ];
      return answers.join(', ');
    },
  },
  {
    id: 's3-parts',
    text: 'An upload in parts has an ETag with the number of its parts; a part of less than 5 MB that is not the last is refused.',
    source: `${apiReference}, "CompleteMultipartUpload"`,
    expected: 'the ETag ends with -2; EntityTooSmall 400',
    ask: async (place) => `${await uploadParts(place, smallestPart)}; ${await uploadParts(place, 1000)}`,
  },
];
