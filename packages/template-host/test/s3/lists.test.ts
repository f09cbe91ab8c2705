import {
  DeleteObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareKeys } from '#host/s3/sorted-keys.ts';
import { bucketName as Bucket, type RunningS3, startS3 } from '#testing/s3-start.ts';

const fill = (s3: RunningS3['s3'], names: readonly string[]) =>
  Promise.all(names.map((name) => s3.put(Bucket, name, Buffer.from(name))));

const numbered = (count: number, prefix = 'k/') =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(6, '0')}`);

describe('lists', () => {
  it('2,500 keys come in three pages, in order, each once', async () => {
    const { s3, client } = await startS3();
    const names = numbered(2500);
    await fill(s3, names.toReversed());
    const sizes: number[] = [];
    const listed: (string | undefined)[] = [];
    for await (const page of paginateListObjectsV2({ client }, { Bucket })) {
      sizes.push(page.KeyCount ?? 0);
      listed.push(...(page.Contents ?? []).map((one) => one.Key));
    }
    expect(sizes).toEqual([1000, 1000, 500]);
    expect(listed).toEqual(names);
  });

  it('10,000 objects are put and listed in well under a minute, a list after each 100 puts', async () => {
    const { s3, client } = await startS3();
    const names = numbered(10_000).toSorted((a, b) => a.slice(-2).localeCompare(b.slice(-2)));
    const before = process.cpuUsage();
    for (let index = 0; index < names.length; index += 100) {
      await fill(s3, names.slice(index, index + 100));
      await client.send(new ListObjectsV2Command({ Bucket, MaxKeys: 10, StartAfter: names[index] }));
    }
    let count = 0;
    for await (const page of paginateListObjectsV2({ client }, { Bucket })) count += page.KeyCount ?? 0;
    // What it takes of a processor, which other programs on this machine do not lengthen.
    const { user, system } = process.cpuUsage(before);
    const ms = (user + system) / 1000;
    console.log(`10,000 puts, 110 lists: ${Math.round(ms)} ms`);
    expect(count).toBe(10_000);
    expect(ms).toBeLessThan(60_000);
  });

  it('a delimiter rolls keys up, page by page; deleted keys roll up to nothing', async () => {
    const { s3, client } = await startS3();
    await fill(s3, ['a', 'b/1', 'b/2', 'b-', 'c/1', 'd/e/1', 'd/f', 'z']);
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'c/1' }));
    const pages: string[][] = [];
    for await (const page of paginateListObjectsV2({ client, pageSize: 2 }, { Bucket, Delimiter: '/' })) {
      pages.push([
        ...(page.Contents ?? []).map((one) => `${one.Key}`),
        ...(page.CommonPrefixes ?? []).map((one) => `${one.Prefix}`),
      ]);
    }
    const below = await client.send(new ListObjectsV2Command({ Bucket, Delimiter: '/', Prefix: 'd/' }));
    expect(pages).toEqual([['a', 'b-'], ['b/', 'd/'], ['z']]);
    expect([below.Contents?.[0]?.Key, below.CommonPrefixes?.[0]?.Prefix]).toEqual(['d/f', 'd/e/']);
  });

  it('encoding-type=url encodes keys', async () => {
    const { s3, url } = await startS3();
    await fill(s3, ['á b+c', 'b/1', 'b/2', 'c']);
    const encoded = await (await fetch(`${url}/${Bucket}?list-type=2&encoding-type=url&prefix=%C3%A1`)).text();
    expect(encoded).toContain('<Key>%C3%A1+b%2Bc</Key>');
  });

  it('versions are listed newest first below their key, markers too, page by page', async () => {
    const { s3, client } = await startS3();
    const made: string[] = [];
    for (const key of ['a', 'b', 'b', 'b', 'c']) made.unshift((await s3.put(Bucket, key, Buffer.from(key))).versionId);
    const marker = await client.send(new DeleteObjectCommand({ Bucket, Key: 'b' }));
    const [c, b3, b2, b1, a] = made;
    const listed: string[] = [];
    const latest: (string | undefined)[] = [];
    let from: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
    while (from) {
      const page: Awaited<ReturnType<typeof list>> = await list(from);
      const entries = [...(page.DeleteMarkers ?? []), ...(page.Versions ?? [])];
      listed.push(...entries.map((one) => `${one.VersionId}`));
      latest.push(...entries.filter((one) => one.IsLatest).map((one) => one.VersionId));
      from = page.IsTruncated
        ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
        : undefined;
    }
    function list(markers: object) {
      return client.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 1, ...markers }));
    }
    expect(listed).toEqual([a, marker.VersionId, b3, b2, b1, c]);
    expect(latest).toEqual([a, marker.VersionId, c]);
  });

  it('keys are ordered by their UTF-8 bytes', () => {
    const key = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '\ue000', '\uffee', '😀', '\u{10ffff}') });
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
});
