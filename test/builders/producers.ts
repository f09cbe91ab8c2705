import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import {
  aPage,
  bytesOf,
  encryption,
  ending,
  layOut,
  type PdfObjects,
  stream,
  textOf,
  xrefStreamContent,
  xrefTable,
} from './pdf-parts.ts';

/** By the four bytes above 127 transports know that the file is binary. */
const header = (version: string) => `%PDF-${version}\n%\xe2\xe3\xcf\xd3\n`;

/** A whole file with a cross-reference table. Offsets count from the header, whatever comes before it. */
function withTable(objects: PdfObjects, { version = '1.4', trailer = '', eol = '\n' } = {}): string {
  const head = header(version).replaceAll('\n', eol);
  const { text, offsets } = layOut(objects, head.length, eol);
  const body = head + text;
  const size = Math.max(...objects.keys()) + 1;
  const end = xrefTable(offsets) + ending(`/Size ${size} /Root 1 0 R${trailer}`, body.length);
  // An entry of the table has twenty bytes, whatever ends it.
  return body + end.replaceAll(' \n', ` ${eol}`.slice(-2)).replaceAll(/(?<!\r)\n/g, eol);
}

export const classic = (line: string) => withTable(aPage(line));

/** As most producers since PDF 1.5 write: objects packed into a stream, found by a cross-reference stream. */
function withXrefStream(line: string): string {
  const page = aPage(line);
  const packed = [1, 2, 3, 4].map((number) => page.get(number) ?? '');
  const index = packed
    .map((_, at) => `${at + 1} ${packed.slice(0, at).join('\n').length + (at > 0 ? 1 : 0)}`)
    .join(' ');
  const pressed = (text: string) => textOf(deflateSync(bytesOf(text)));
  const first = `${index}\n`;
  const entries = ` /Type /ObjStm /N ${packed.length} /First ${first.length} /Filter /FlateDecode`;
  const objects = new Map([
    [5, page.get(5) ?? ''],
    [6, stream(pressed(first + packed.join('\n')), entries)],
  ]);
  const { text, offsets } = layOut(objects, header('1.7').length);
  const body = header('1.7') + text;
  const rows = [
    [0, 0, 0xffff] as const,
    ...[0, 1, 2, 3].map((at) => [2, 6, at] as const),
    [1, offsets.get(5) ?? 0, 0] as const,
    [1, offsets.get(6) ?? 0, 0] as const,
    [1, body.length, 0] as const,
  ];
  const xref = stream(
    pressed(xrefStreamContent(rows)),
    ' /Type /XRef /Size 8 /W [1 4 2] /Root 1 0 R /Filter /FlateDecode',
  );
  return `${body}7 0 obj\n${xref}\nendobj\nstartxref\n${body.length}\n%%EOF\n`;
}

/** A later revision behind the first one, as signing and filling in forms do; nothing of the first is changed. */
export function updated(original: string, line: string): string {
  const { text, offsets } = layOut(new Map([[5, aPage(line).get(5) ?? '']]), original.length);
  const previous = /startxref\n(\d+)\n%%EOF\n$/.exec(original)?.[1];
  const body = original + text;
  return body + xrefTable(offsets, { isFirst: false }) + ending(`/Size 6 /Root 1 0 R /Prev ${previous}`, body.length);
}

function encrypted(line: string): string {
  const id = createHash('md5').update(line).digest();
  const { dictionary, encrypt } = encryption(id);
  const content = `BT /F1 14 Tf 72 760 Td (${line}) Tj ET`;
  const objects = new Map([...aPage(line), [5, stream(encrypt(5, content))] as const, [6, dictionary] as const]);
  const hex = `<${id.toString('hex')}>`;
  return withTable(objects, { trailer: ` /Encrypt 6 0 R /ID [${hex} ${hex}]` });
}

/**
 * For the web: the first page and its cross-references before the rest, with an end mark of its own near the beginning;
 * the first dictionary states the whole file's length.
 */
export function linearized(line: string): string {
  const page = aPage(line);
  const part = (numbers: readonly number[]) => new Map(numbers.map((number) => [number, page.get(number) ?? '']));
  const wide = (value: number) => String(value).padStart(10, '0');
  const write = (length: number, firstPageEnd: number, mainXref: number, firstXref: number): string => {
    const parameters = `/Linearized 1 /L ${wide(length)} /H [0 0] /O 3 /E ${wide(firstPageEnd)} /N 1 /T ${wide(mainXref)}`;
    const top = `${header('1.6')}6 0 obj\n<< ${parameters} >>\nendobj\n`;
    // Its length is that of the real one, whose offsets are not known yet.
    const blank = new Map([1, 3, 4, 5, 6].map((number) => [number, 0]));
    const firstTable = (offsets: ReadonlyMap<number, number>) =>
      xrefTable(offsets, { isFirst: false }) + ending(`/Size 7 /Root 1 0 R /Prev ${wide(mainXref)}`, 0);
    const first = layOut(part([1, 3, 4, 5]), top.length + firstTable(blank).length);
    const offsets = new Map([...first.offsets, [6, header('1.6').length] as const]);
    const head = top + firstTable(offsets) + first.text;
    const rest = layOut(part([2]), head.length);
    const body = head + rest.text;
    const whole = body + xrefTable(rest.offsets) + ending('/Size 3', top.length);
    const found = [whole.length, head.length, body.length, top.length] as const;
    const isRight = [length, firstPageEnd, mainXref, firstXref].every((value, at) => value === found[at]);
    return isRight ? whole : write(...found);
  };
  return write(0, 0, 0, 0);
}

const smallest = (line: string): string => {
  const objects = `1 0 obj<</Pages 2 0 R>>endobj\n2 0 obj<</Kids[]/Count 0>>endobj %${line}\n`;
  return `%PDF-1.1\n${objects}trailer<</Root 1 0 R>>\n%%EOF`;
};

/** What printing systems leave before the header; 1,024 bytes with the header's five. */
const printJob = `\x1b%-12345X@PJL JOB\n${'@PJL COMMENT notices\n'.repeat(40)}`
  .padEnd(1018)
  .slice(0, 1018)
  .concat('\n');

/** What a web framework wrote behind the file; longer than what readers look at to find the end. */
export const htmlPage = `<!DOCTYPE html>\n<html lang="hu"><body>${'<p>Az oldal nem található. 404</p>\n'.repeat(400)}</body></html>\n`;

/** PDFs as various producers write them, all whole. Each holds the line given, so that no two files are the same. */
export const producers: Readonly<Record<string, (line: string) => Buffer>> = {
  'an old one': (line) => bytesOf(withTable(aPage(line), { version: '1.0' })),
  'PDF 2.0': (line) => bytesOf(withTable(aPage(line), { version: '2.0' })),
  'a cross-reference stream and packed objects': (line) => bytesOf(withXrefStream(line)),
  linearized: (line) => bytesOf(linearized(line)),
  'updated twice': (line) => bytesOf(updated(updated(classic(line), `${line} 2`), `${line} 3`)),
  'linearized, then updated': (line) => bytesOf(updated(linearized(line), `${line} 2`)),
  encrypted: (line) => bytesOf(encrypted(line)),
  'lines that end in CR LF': (line) => bytesOf(withTable(aPage(line), { eol: '\r\n' })),
  'lines that end in CR': (line) => bytesOf(withTable(aPage(line), { eol: '\r' })),
  'a byte order mark before the header': (line) => bytesOf(`\xef\xbb\xbf${classic(line)}`),
  'a print job before the header, as far as may be': (line) => bytesOf(printJob + classic(line)),
  'zeros after the end': (line) => Buffer.concat([bytesOf(classic(line)), Buffer.alloc(2_000)]),
  'an end of file of DOS after the end': (line) => bytesOf(`${classic(line)}\r\n\x1a`),
  'no line end after the end': (line) => bytesOf(classic(line).trimEnd()),
  'very small': (line) => bytesOf(smallest(line)),
  'a page of HTML after the end': (line) => bytesOf(classic(line) + htmlPage),
  'linearized, without its last line end': (line) => bytesOf(linearized(line).trimEnd()),
  'a broken end mark': (line) => bytesOf(classic(line).trimEnd()).subarray(0, -1),
  'another PDF attached, uncompressed': (line) =>
    bytesOf(withTable(new Map([...aPage(line), [6, stream(classic('attached'), ' /Type /EmbeddedFile')]]))),
  'three megabytes that do not compress': (line) => {
    const noise = createHash('shake256', { outputLength: 3_000_000 }).update(line).digest();
    return bytesOf(withTable(new Map([...aPage(line), [6, stream(textOf(noise))]])));
  },
};

/** PDFs that end too early. A reader would show a part of each, or try to; none is whole. */
export const truncated: Readonly<Record<string, (line: string) => Buffer>> = {
  'half of it': (line) => bytesOf(classic(line)).subarray(0, 300),
  'linearized, after its first page': (line) => bytesOf(linearized(line)).subarray(0, -200),
  'an update that breaks off': (line) => bytesOf(updated(classic(line), `${line} 2`)).subarray(0, -150),
  'within an attached PDF, after its end mark': (line) => {
    const whole = bytesOf(withTable(new Map([...aPage(line), [6, stream(classic('attached'))]])));
    return whole.subarray(0, whole.indexOf('%%EOF') + 18);
  },
};
