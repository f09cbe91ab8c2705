/** A file in a ZIP: its name, and its bytes when they are asked for. Rejects for what this browser cannot unpack. */
export type ZipEntry = { readonly name: string; readonly read: () => Promise<Blob> };

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
/** The end record has 22 bytes and a comment of at most 64 KB behind it. */
const longestEnd = 22 + 0xffff;
const utf8 = 0x800;

const viewOf = async (blob: Blob) => new DataView(await blob.arrayBuffer());

/** Where the list of files is; undefined for what is no ZIP. */
async function findList(zip: Blob): Promise<{ readonly at: number; readonly size: number } | undefined> {
  const from = Math.max(0, zip.size - longestEnd);
  const tail = await viewOf(zip.slice(from));
  for (let at = tail.byteLength - 22; at >= 0; at--)
    if (tail.getUint32(at, true) === endMark)
      return { size: tail.getUint32(at + 12, true), at: tail.getUint32(at + 16, true) };
  return undefined;
}

async function unpack(zip: Blob, at: number, size: number, method: number): Promise<Blob> {
  const head = await viewOf(zip.slice(at, at + 30));
  const begin = at + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const packed = zip.slice(begin, begin + size);
  if (method === 0) return packed;
  if (method !== 8) throw new Error('packed in another way');
  return new Response(packed.stream().pipeThrough(new DecompressionStream('deflate-raw'))).blob();
}

/**
 * The files of a ZIP, read from its list at the end without reading the rest; folders are left out. Undefined for what is no ZIP, or
 * one of 4 GB and more.
 */
export async function readZip(zip: Blob): Promise<readonly ZipEntry[] | undefined> {
  const list = await findList(zip);
  if (!list || list.at + list.size > zip.size) return undefined;
  const view = await viewOf(zip.slice(list.at, list.at + list.size));
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= view.byteLength && view.getUint32(at, true) === entryMark; ) {
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const size = view.getUint32(at + 20, true);
    const [named, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const begin = view.getUint32(at + 42, true);
    const bytes = new Uint8Array(view.buffer, at + 46, named ?? 0);
    // Without the mark for UTF-8, old tools write in a code page that does not matter here.
    const name = new TextDecoder(flags & utf8 ? 'utf-8' : 'iso-8859-2').decode(bytes);
    if (!name.endsWith('/')) entries.push({ name, read: () => unpack(zip, begin, size, method) });
    at += 46 + (named ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}
