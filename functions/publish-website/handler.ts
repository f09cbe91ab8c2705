import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { readEnv } from '#shared/runtime/read-env.ts';
import { websiteEnv } from '#shared/website/env.ts';
import { publishWebsite } from './publish-website.ts';
import { readInsurer, writeInsurer } from './write-insurer.ts';

const env = readEnv(websiteEnv);
const s3 = new S3Client({ maxAttempts: 3 });
const insurer = readInsurer(env.INSURER);
const folder = join(import.meta.dirname, 'website');

export const handler = publishWebsite({
  files: async () =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')),
  publish: async ({ path, contentType: ContentType, cacheControl: CacheControl }) => {
    const bytes = await readFile(join(folder, path));
    const Body = path.endsWith('.html') ? writeInsurer(bytes.toString(), insurer) : bytes;
    await s3.send(new PutObjectCommand({ Bucket: env.WEBSITE_BUCKET, Key: path, Body, ContentType, CacheControl }));
  },
  answer: async (url, body) => {
    await fetch(url, { method: 'PUT', body });
  },
});
