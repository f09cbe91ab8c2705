import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';
import { s3Links } from '#shared/documents/reading/s3-links.ts';
import { aDocument } from '#test/builders/document.ts';

const caller = {
  region: 'eu-central-1',
  credentials: { accessKeyId: 'reader', secretAccessKey: 'for tests only', sessionToken: 'a/b+c=' },
};
const { sha256 } = new S3Client(caller).config;
const now = new Date('2027-01-31T12:00:00Z');

/** The answer's headers that the link asks S3 for. */
async function asked(disposition: 'inline' | 'attachment', over: Parameters<typeof aDocument>[0] = {}) {
  const link = await s3Links({ ...caller, sha256 }, 'documents').to(aDocument(over), disposition, now);
  const query = new URL(link?.url ?? '').searchParams;
  return {
    type: query.get('response-content-type'),
    disposition: query.get('response-content-disposition')?.split(';')[0],
  };
}

describe('R7.1 a link to a document', () => {
  it('opens or saves it, as a PDF whatever the upload claimed', async () => {
    expect(await asked('inline')).toEqual({ type: 'application/pdf', disposition: 'inline' });
    expect(await asked('attachment')).toEqual({ type: 'application/pdf', disposition: 'attachment' });
  });

  it('only saves one that a browser could take for a page', async () => {
    for (const disposition of ['inline', 'attachment'] as const)
      expect(await asked(disposition, { savedOnly: true })).toEqual({
        type: 'application/pdf',
        disposition: 'attachment',
      });
  });
});

describe('a link to a document is what the SDK makes', () => {
  const keys = ["documents/KGFB 1/á(b)'*!+~.pdf", 'documents/P-1/a//b%20c.pdf', 'documents/P-1/€&=?#.pdf'];
  const places: readonly [string, string, string | undefined][] = [
    ['eu-central-1', 'documents', undefined],
    ['us-east-1', 'documents', undefined],
    ['cn-north-1', 'documents', undefined],
    ['eusc-de-east-1', 'documents', undefined],
    ['eu-central-1', 'docu.ments', undefined],
    ['eu-central-1', 'documents', 'http://127.0.0.1:4566'],
    ['eu-central-1', 'documents', 'http://[::1]:4566'],
    ['eu-central-1', 'documents', 'http://cloud.example:4566'],
  ];

  it.each(places)('in %s, in the bucket %s, at %s', async (region, bucket, endpoint) => {
    const at = { ...caller, region };
    const client = new S3Client({ ...at, ...(endpoint === undefined ? {} : { endpoint }) });
    for (const key of keys) {
      const link = await s3Links({ ...at, sha256 }, bucket, endpoint).to(aDocument({ key }), 'inline', now);
      const ours = new URL(link?.url ?? '');
      const query = (name: string) => ours.searchParams.get(name) ?? undefined;
      const command = new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        VersionId: query('versionId'),
        ResponseContentType: query('response-content-type'),
        ResponseContentDisposition: query('response-content-disposition'),
        ResponseCacheControl: query('response-cache-control'),
        ResponseContentEncoding: query('response-content-encoding'),
      });
      const theirs = await getSignedUrl(client, command, {
        expiresIn: Number(query('X-Amz-Expires')),
        signingDate: now,
      });
      expect(link?.url).toBe(theirs);
    }
  });
});
