import { savedName } from '#shared/contract/file-names.ts';
import { type CallerConfig, presignRead } from '#shared/platform/clients/s3-presigned.ts';
import type { Document } from './document.ts';
import { type Disposition, type DownloadLinks, linkLife } from './document.ts';

const quote = (name: string) => name.replace(/[^\x20-\x7e]|["\\]/g, '_');
const encode = (name: string) => encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);

/** Content-Disposition (RFC 6266) with a name that tells what the document is (R7.1b): once in ASCII, once in full. */
function contentDisposition(asked: Disposition, document: Document): string {
  const disposition = document.savedOnly ? 'attachment' : asked;
  const name = savedName(document);
  return `${disposition}; filename="${quote(name)}"; filename*=UTF-8''${encode(name)}`;
}

/**
 * Links to exactly the delivered version, signed with the function's own permission to read it. Signing makes no call.
 * `endpoint`: an origin in place of S3's own.
 */
export const s3Links = (caller: CallerConfig, bucket: string, endpoint?: string): DownloadLinks => ({
  async to(document, disposition, now) {
    const { signedAt, seconds } = linkLife(document, now);
    if (seconds === 0) return undefined;
    const query = {
      versionId: document.versionId,
      // Never what the upload claimed: as a PDF, and not as a page, a browser opens what is both.
      'response-content-type': 'application/pdf',
      'response-content-disposition': contentDisposition(disposition, document),
      'response-cache-control': 'no-store',
      // Whatever encoding the upload claimed: its bytes are a PDF, which a browser must not decode (R9.3a).
      'response-content-encoding': 'identity',
    };
    const url = await presignRead({ bucket, key: document.key, query, signedAt, seconds }, caller, endpoint);
    return { url, expiresAt: new Date(signedAt.getTime() + seconds * 1000) };
  },
});
