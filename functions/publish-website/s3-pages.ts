import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { generatedFiles } from './generated-files.ts';
import type { PublishedFile } from './publish-website.ts';
import { type InsurerOfPage, writeInsurer } from './write-insurer.ts';

/** Pictures that browsers ask for at the website's top by themselves. */
const atTop: ReadonlySet<string> = new Set(['favicon.ico', 'apple-touch-icon.png']);

type Source = {
  /** The built page's folder. */
  readonly website: string;
  /** The folder of all brands. */
  readonly brands: string;
  readonly insurer: InsurerOfPage;
  readonly now: Date;
};

/**
 * The whole website: the built page, whose HTML gets the insurer's profile, the brand's pictures below `brand/`, and what the
 * settings make. Writes each file to the bucket that serves it.
 */
export function s3Pages(client: S3Client, bucket: string, { website, brands, insurer, now }: Source) {
  const look = join(brands, insurer.brand.name);
  const generated = new Map(Object.entries(generatedFiles(insurer, now)));

  async function bytesOf(path: string): Promise<Buffer | string> {
    const made = generated.get(path);
    if (made !== undefined) return made;
    if (path.startsWith('brand/') || atTop.has(path)) return readFile(join(look, basename(path)));
    const bytes = await readFile(join(website, path));
    return path.endsWith('.html') ? writeInsurer(bytes.toString(), insurer) : bytes;
  }

  return {
    /** Paths with `/` between folders. */
    async files(): Promise<string[]> {
      const built = await readdir(website, { recursive: true, withFileTypes: true });
      const pictures = (await readdir(look)).filter((name) => name !== 'brand.json');
      return [
        ...built
          .filter((entry) => entry.isFile())
          .map((entry) => relative(website, join(entry.parentPath, entry.name)).split(sep).join('/')),
        ...pictures.map((name) => `brand/${name}`),
        ...pictures.filter((name) => atTop.has(name)),
        ...generated.keys(),
      ];
    },

    async publish({ path, contentType, cacheControl }: PublishedFile): Promise<void> {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: path,
          Body: await bytesOf(path),
          ContentType: contentType,
          CacheControl: cacheControl,
        }),
      );
    },
  };
}
