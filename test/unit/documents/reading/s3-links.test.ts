import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { s3Links } from '#shared/documents/reading/s3-links.ts';
import { aDocument } from '#test/builders/document.ts';

const client = new S3Client({
  region: 'eu-central-1',
  credentials: { accessKeyId: 'reader', secretAccessKey: 'for tests only' },
});
const now = new Date('2027-01-31T12:00:00Z');

/** The answer's headers that the link asks S3 for. */
async function asked(disposition: 'inline' | 'attachment', over: Parameters<typeof aDocument>[0] = {}) {
  const link = await s3Links(client, 'documents').to(aDocument(over), disposition, now);
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
