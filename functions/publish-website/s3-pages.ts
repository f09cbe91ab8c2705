import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { PublishedFile } from './publish-website.ts';
import { type InsurerOfPage, writeInsurer } from './write-insurer.ts';

/** Reads the built page from a folder and writes it to the bucket that serves it. HTML gets the insurer's profile. */
export const s3Pages = (client: S3Client, bucket: string, folder: string, insurer: InsurerOfPage) => ({
  /** Paths with `/` between folders. */
  async files(): Promise<string[]> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  },

  async publish({ path, contentType, cacheControl }: PublishedFile): Promise<void> {
    const bytes = await readFile(join(folder, path));
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: path,
        Body: path.endsWith('.html') ? writeInsurer(bytes.toString(), insurer) : bytes,
        ContentType: contentType,
        CacheControl: cacheControl,
      }),
    );
  },
});
