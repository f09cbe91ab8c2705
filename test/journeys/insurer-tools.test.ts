import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentInputs } from '#test/builders/field-inputs/documents.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';

let portal: Portal;
let s3: S3Client;
let Bucket: string;

const pdf = '%PDF-1.7\n%%EOF';
const at = (Key: string) => ({ Bucket, Key });

beforeAll(async () => {
  portal = await openPortal();
  Bucket = portal.outputs.DocumentsBucket;
  s3 = new S3Client({
    endpoint: portal.aws,
    region: 'eu-central-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'insurer-systems', secretAccessKey: 'insurer-systems' },
  });
  await portal.s3.send(new PutObjectCommand({ ...at('changes/2026-11-30/1.json'), Body: '{}' }));
});
afterAll(() => portal?.close());

/** The calls by which each tool works, as documentation and public source have them. */
describe('R9.4a the usual tools work with the insurer’s policy', () => {
  type Call = () => Promise<unknown>;
  const list = (Prefix: string) => () => s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
  const folder = (Prefix: string) => () => s3.send(new ListObjectsV2Command({ Bucket, Prefix, Delimiter: '/' }));
  const put = (key: string) => () => s3.send(new PutObjectCommand({ ...at(key), Body: pdf }));
  const get = (key: string) => () => s3.send(new GetObjectCommand(at(key)));
  const headBucket: Call = () => s3.send(new HeadBucketCommand({ Bucket }));
  const location: Call = () => s3.send(new GetBucketLocationCommand({ Bucket }));
  const inParts: Call = async () => {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(at('registry/big.csv.tmp')));
    const upload = { ...at('registry/big.csv.tmp'), UploadId };
    const { ETag } = await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'policyNumber' }));
    await s3.send(
      new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: [{ ETag, PartNumber: 1 }] } }),
    );
  };
  const givenUp: Call = async () => {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(at('registry/big.csv.tmp')));
    await s3.send(new AbortMultipartUploadCommand({ ...at('registry/big.csv.tmp'), UploadId }));
  };

  it.each<[string, readonly Call[]]>([
    ['aws s3 cp --recursive, into the portal', [put('documents/T-1/a.pdf'), put('withdraw/T-1/a.json.tmp')]],
    ['aws s3 cp of a large file, and one that is given up', [inParts, givenUp]],
    ['aws s3 sync, into the portal', [list('documents/T-1/'), put('documents/T-1/b.pdf'), list('registry/')]],
    ['aws s3 sync, out of it', [list('reports/'), list('changes/'), get('changes/2026-11-30/1.json')]],
    ['aws s3 ls of the bucket and of a folder', [folder(''), folder('documents/'), folder('changes/')]],
    ['rclone copy', [headBucket, folder('documents/T-1/'), put('documents/T-1/c.pdf'), list('changes/2026-11-30/')]],
    ['Cyberduck', [location, headBucket, folder(''), folder('documents/T-1/'), put('documents/T-1/d.pdf')]],
    ['WinSCP, which lists the top without a prefix', [() => s3.send(new ListObjectsV2Command({ Bucket }))]],
    ['Transfer Family', [location, folder('documents/'), put('documents/T-1/e.pdf'), get('changes/2026-11-30/1.json')]],
    ['a file whose name is not ASCII', [put('documents/LAKÁS-100/értesítő.pdf'), folder('documents/LAKÁS-100/')]],
  ])('%s', async (_, calls) => {
    for (const call of calls) await call();
  });

  it.each<[string, Call]>([
    ['sync --delete', () => s3.send(new DeleteObjectCommand(at('documents/T-1/a.pdf')))],
    [
      'rclone sync, which deletes many at once',
      () =>
        s3
          .send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'documents/T-1/a.pdf' }] } }))
          .then(({ Errors = [] }) => Promise.reject({ name: Errors[0]?.Code })),
    ],
    [
      '--acl bucket-owner-full-control',
      () =>
        s3.send(new PutObjectCommand({ ...at('documents/T-1/x.pdf'), Body: pdf, ACL: 'bucket-owner-full-control' })),
    ],
    [
      'renaming, which is a copy and a deletion',
      () =>
        s3.send(new CopyObjectCommand({ ...at('documents/T-1/y.pdf'), CopySource: `${Bucket}/documents/T-1/a.pdf` })),
    ],
    ['reading back', get('documents/T-1/a.pdf')],
    ['the versions of a file', () => s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: 'documents/T-1/' }))],
    ['the list of buckets', () => s3.send(new ListBucketsCommand({}))],
    ['writing beside the folders', put('a.pdf')],
    ['writing into reports/', put('reports/a.json')],
    ['deleting what was collected', () => s3.send(new DeleteObjectCommand(at('changes/2026-11-30/1.json')))],
  ])('refuses on purpose: %s', async (_, call) => {
    await expect(call()).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it.each(documentInputs.toolCalls)('%s %s, %j: %s', async (operation, key, more, outcome) => {
    const asked = { ...at(key), ...more };
    const calls: Readonly<Record<typeof operation, Call>> = {
      put: () => s3.send(new PutObjectCommand({ ...asked, Body: pdf })),
      get: get(key),
      head: () => s3.send(new HeadObjectCommand(asked)),
      list: list(key),
      delete: () => s3.send(new DeleteObjectCommand(asked)),
    };
    const told = await calls[operation]().then(
      () => 'done',
      (error: unknown) => (error instanceof S3ServiceException ? error.$metadata.httpStatusCode : error),
    );
    expect(told).toBe(outcome);
  });

  it('refuses on purpose: the HEAD by which rclone and Cyberduck check an upload (403 without a body)', async () => {
    await expect(s3.send(new HeadObjectCommand(at('documents/T-1/a.pdf')))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
  });
});
