import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openCollections } from '#host/kept/collections.ts';

async function aDirectory() {
  const directory = await mkdtemp(join(tmpdir(), 'kept-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

const open = async (directory: string | undefined) => {
  const collections = await openCollections(directory, 'things');
  return { ...collections, red: collections.collection('red', v.number()) };
};

describe('what a service keeps across restarts', () => {
  it('is the last state of each item, in the order of arrival, without removed ones', async () => {
    const directory = await aDirectory();
    // Not closed: what was put is there also after a crash.
    const { red } = await open(directory);
    for (const [key, item] of Object.entries({ a: 1, b: 2, c: 3 })) red.put(key, item);
    red.put('a', 4);
    red.remove('b');
    expect((await open(directory)).red.loaded()).toEqual([4, 3]);
  });

  it('includes a collection that is not opened', async () => {
    const directory = await aDirectory();
    const { red, collection } = await open(directory);
    collection('blue', v.string()).put('a', 'sky');
    red.put('a', 1);
    await openCollections(directory, 'things');
    const { collection: later } = await openCollections(directory, 'things');
    expect(later('blue', v.string()).loaded()).toEqual(['sky']);
  });

  it('leaves out a last line that a crash cut short, and refuses any other that cannot be read', async () => {
    const directory = await aDirectory();
    const { red } = await open(directory);
    red.put('a', 1);
    await appendFile(join(directory, 'things.jsonl'), '["red","b"');
    const after = await open(directory);
    expect(after.red.loaded()).toEqual([1]);
    after.red.put('c', 3);
    expect((await open(directory)).red.loaded()).toEqual([1, 3]);

    await appendFile(join(directory, 'things.jsonl'), '["red","b"\n');
    await expect(open(directory)).rejects.toThrow('things.jsonl: line 3 cannot be read');
  });

  it('refuses items that no longer fit, and a folder of an earlier version', async () => {
    const directory = await aDirectory();
    const { collection } = await open(directory);
    collection('red', v.string()).put('a', 'text');
    const { red } = await open(directory);
    expect(() => red.loaded()).toThrow();
    await writeFile(join(directory, 'things.json'), '{}');
    await expect(open(directory)).rejects.toThrow('earlier version of this host');
  });

  it('is nothing without a directory', async () => {
    const { red } = await open(undefined);
    red.put('a', 1);
    expect(red.loaded()).toEqual([]);
  });
});
