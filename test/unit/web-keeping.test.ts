import { createHash } from 'node:crypto';
import { makeZip } from 'client-zip';
import { describe, expect, it } from 'vitest';
import type { DocumentView } from '../../web/src/api/endpoints.ts';
import { bundleNames } from '../../web/src/keeping/bundle-names.ts';
import { type Fetched, makeBundle } from '../../web/src/keeping/make-bundle.ts';
import { type BundleEntry, manifestOf } from '../../web/src/keeping/manifest.ts';
import { filesToCheck } from '../../web/src/pages/check/chosen-files.ts';
import { readZip } from '../../web/src/pages/check/read-zip.ts';

const bytesOf = (index: number) => Buffer.from(`%PDF-1.7 ${index} ${'x'.repeat(index * 100)}`);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const aDocument = (index: number, changes: Partial<DocumentView> = {}): DocumentView => ({
  documentId: `01J000000000${index}`,
  policyNumber: 'KGFB/100-001',
  kind: 'invoice',
  fileName: 'dijbekero.pdf',
  title: 'Díjbekérő',
  size: bytesOf(index).length,
  sha256: sha256(bytesOf(index)),
  uploadedAt: '2026-11-30T09:00:00.000Z',
  availableUntil: '2027-12-30T23:00:00.000Z',
  ...changes,
});
const documents = (count: number) => Array.from({ length: count }, (_, index) => aDocument(index));
const indexOf = ({ documentId }: DocumentView) => Number(documentId.slice(12));

/** Makes a bundle where `fetched` changes what some documents bring. */
async function bundle(
  of: readonly DocumentView[],
  fetched: (document: DocumentView, count: number) => Fetched | undefined,
) {
  const counts = new Map<string, number>();
  const entries: BundleEntry[] = [];
  let pauses = 0;
  const zip = await makeBundle(of, {
    async fetchDocument(document) {
      const count = (counts.get(document.documentId) ?? 0) + 1;
      counts.set(document.documentId, count);
      return fetched(document, count) ?? new Blob([bytesOf(indexOf(document))]);
    },
    untilResumed: async () => void pauses++,
    onProgress: (entry) => void entries.push(entry),
    manifest: (all) => ({ name: 'Jegyzék.csv', text: all.map(({ name, result }) => `${name}: ${result}`).join('\n') }),
  });
  const files = new Map<string, Buffer>();
  for (const { name, read } of (await readZip(zip)) ?? [])
    files.set(name, Buffer.from(await (await read()).arrayBuffer()));
  return { zip, files, entries, counts, pauses: () => pauses };
}

describe('R7.1c a bundle of documents', () => {
  it('47 documents of one kind: each file equals its original by hash, under a telling name of its own, with a manifest', async () => {
    const all = documents(47);
    const { files, entries, zip } = await bundle(all, () => undefined);
    expect(zip.type).toBe('application/zip');
    expect(files.size).toBe(48);
    expect(entries.map(({ result }) => result)).toEqual(Array(47).fill('saved'));
    for (const { document, name } of entries) expect(sha256(files.get(name) ?? Buffer.of())).toBe(document.sha256);
    expect([...files.keys()].slice(0, 3)).toEqual([
      '2026-11-30 Díjbekérő KGFB_100-001.pdf',
      '2026-11-30 Díjbekérő KGFB_100-001 (2).pdf',
      '2026-11-30 Díjbekérő KGFB_100-001 (3).pdf',
    ]);
    expect([...files.keys()].at(-1)).toBe('Jegyzék.csv');
  });

  it('goes on where it was after the connection was lost', async () => {
    const { files, counts, pauses } = await bundle(documents(8), (document, count) =>
      indexOf(document) === 4 && count < 4 ? 'later' : undefined,
    );
    expect(pauses()).toBe(3);
    expect([...counts.values()]).toEqual([1, 1, 1, 1, 4, 1, 1, 1]);
    expect(files.size).toBe(9);
  });

  it('leaves out what is not the original, after a second try, and what is gone; the manifest says so', async () => {
    const { files, entries, counts } = await bundle(documents(4), (document) => {
      if (indexOf(document) === 1) return new Blob(['another file']);
      return indexOf(document) === 2 ? 'gone' : undefined;
    });
    expect(entries.map(({ result }) => result)).toEqual(['saved', 'damaged', 'gone', 'saved']);
    expect(counts.get(aDocument(1).documentId)).toBe(2);
    expect(files.size).toBe(3);
    expect(files.get('Jegyzék.csv')?.toString()).toContain('(2).pdf: damaged');
  });

  it('ends with nothing if the customer gives up', async () => {
    const given = makeBundle(documents(3), {
      fetchDocument: async () => 'later',
      untilResumed: () => Promise.reject(new Error('given up')),
      onProgress: () => undefined,
      manifest: () => ({ name: 'm', text: '' }),
    });
    await expect(given).rejects.toThrow('given up');
  });

  it('names differ also where a file system takes capitals for small letters', () => {
    const names = [
      ...bundleNames([aDocument(0), aDocument(1, { title: 'DÍJBEKÉRŐ' }), aDocument(2, { title: 'Más' })]).values(),
    ];
    expect(names).toEqual([
      '2026-11-30 Díjbekérő KGFB_100-001.pdf',
      '2026-11-30 DÍJBEKÉRŐ KGFB_100-001 (2).pdf',
      '2026-11-30 Más KGFB_100-001.pdf',
    ]);
  });

  it('R7.1b names that would be equal also say how the insurer named the file; a number is for those that are equal still', () => {
    const named = (index: number, fileName: string) => aDocument(index, { fileName });
    const names = bundleNames([
      named(0, 'dijbekero_2026-01.pdf'),
      named(1, 'dijbekero_2026-02.pdf'),
      named(2, 'dijbekero_2026-02.PDF'),
      named(3, 'DIJBEKERO.pdf'),
      named(4, 'KGFB-100-001.pdf'),
      aDocument(5, { title: 'Igazolás', fileName: 'karmentesseg.pdf' }),
    ]);
    expect([...names.values()]).toEqual([
      '2026-11-30 Díjbekérő dijbekero 2026-01 KGFB_100-001.pdf',
      '2026-11-30 Díjbekérő dijbekero 2026-02 KGFB_100-001.pdf',
      '2026-11-30 Díjbekérő dijbekero 2026-02 KGFB_100-001 (2).pdf',
      '2026-11-30 Díjbekérő KGFB_100-001.pdf',
      '2026-11-30 Díjbekérő KGFB_100-001 (2).pdf',
      '2026-11-30 Igazolás KGFB_100-001.pdf',
    ]);
  });

  it('the manifest is a CSV for Excel; no cell is a formula', () => {
    const words = { columns: ['Fájl', 'Cím'], results: { saved: 'elmentve', gone: '-', damaged: '-' } };
    const kinds = { policy: 'K', invoice: 'Díjbekérő', certificate: 'I', notice: 'É', other: 'E' };
    const document = aDocument(0, { title: '=HYPERLINK("http://evil.example")' });
    const text = manifestOf([{ document, name: 'a.pdf', result: 'saved' }], words, kinds, (at) => at.slice(0, 10));
    expect(text.startsWith('\uFEFF"Fájl";"Cím"\r\n')).toBe(true);
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(text).toContain(`"2026-11-30";"2027-12-30";"${document.size}";"${document.sha256}";"elmentve"`);
  });
});

describe('R7.1c the authenticity check takes folders and ZIPs', () => {
  const inFolder = (path: string) => {
    const file = new File(['x'], path.slice(path.lastIndexOf('/') + 1));
    Object.defineProperty(file, 'webkitRelativePath', { value: path });
    return file;
  };

  it('the files in a ZIP, without the manifest; the files in a folder, without what systems put there', async () => {
    const zip = await new Response(
      makeZip([
        { name: 'a.pdf', input: 'A' },
        { name: 'sub/b.pdf', input: 'B' },
        { name: 'Jegyzék.csv', input: 'C' },
      ]),
    ).blob();
    const fromZip = await filesToCheck([new File([zip], 'Dokumentumok.zip')]);
    expect(fromZip.map(({ name }) => name)).toEqual(['a.pdf', 'b.pdf']);
    expect(await (await fromZip[1]?.read())?.text()).toBe('B');
    const folder = ['f/1.pdf', 'f/.DS_Store', 'f/Thumbs.db', 'f/__MACOSX/2.pdf', 'f/deep/3.pdf'].map(inFolder);
    expect((await filesToCheck(folder)).map(({ name }) => name)).toEqual(['1.pdf', '3.pdf']);
  });

  it('what only claims to be a ZIP is checked as the file that it is', async () => {
    const [file] = await filesToCheck([new File(['no zip'], 'x.zip')]);
    expect(file?.name).toBe('x.zip');
  });

  it('a packed entry is unpacked; a ZIP without files has nothing to check', async () => {
    // Made by Python's zipfile: one file of forty letters, packed.
    const deflated =
      'UEsDBBQAAAAIAAAAfl0wjOkqBgAAACgAAAAFAAAAYS5wZGZzdCQOAABQSwECFAMUAAAACAAAAH5dMIzpKgYAAAAoAAAABQAAAAAAAAAAAAAAgAEAAAAAYS5wZGZQSwUGAAAAAAEAAQAzAAAAKQAAAAAA';
    const entries = await readZip(new Blob([Buffer.from(deflated, 'base64')]));
    expect(entries?.map(({ name }) => name)).toEqual(['a.pdf']);
    expect(await (await entries?.[0]?.read())?.text()).toBe('A'.repeat(40));
    const empty = await new Response(makeZip([])).blob();
    expect(await filesToCheck([new File([empty], 'e.zip')])).toEqual([]);
  });
});
