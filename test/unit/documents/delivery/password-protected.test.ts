import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectPdf } from '#shared/documents/delivery/inspect-pdf.ts';
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
} from '#test/builders/pdf-parts.ts';

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const inspect = async (bytes: Buffer, piece = 65_536) => {
  const pdf = await inspectPdf(inPieces(bytes, piece), 50_000_000);
  return pdf.genuinePdf ? 'whole' : pdf.reason;
};

/** Written by pypdf 6.19, an implementation that is not ours: each algorithm with an owner's and with a user's password. */
const folder = new URL('../../../builders/encrypted/', import.meta.url);
const files = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder))] as const);

describe('R9.3 a PDF that is encrypted', () => {
  it.each(files)('%s needs a password only where it has one for users', async (name, bytes) => {
    const outcome = name.endsWith('-user.pdf') ? 'password-protected' : 'whole';
    for (const piece of [1, 100, 65_536]) expect(await inspect(bytes, piece)).toBe(outcome);
  });

  it('there are ten of them', () => expect(files).toHaveLength(10));
});

const id = Buffer.from('0123456789abcdef');
const header = '%PDF-1.7\n';
const ids = `/ID [<${id.toString('hex')}> <${id.toString('hex')}>]`;
const open = encryption(id).dictionary;
/** The same for a reader, but by a password: the check of the empty one fails. */
const locked = open.replace(/\/U <../, (start) => start.replace(/..$/, (digits) => (digits === '00' ? '01' : '00')));
const attachmentsOnly = locked.replace('/V 1', '/V 4 /StmF /Identity /StrF /Identity /EFF /StdCF');
const foreign = '<< /Filter /Adobe.PubSec /V 4 /SubFilter /adbe.pkcs7.s5 >>';

function withTable(objects: PdfObjects, trailer: string): string {
  const { text, offsets } = layOut(objects, header.length);
  const body = header + text;
  return body + xrefTable(offsets) + ending(`/Size 9 /Root 1 0 R ${trailer}`, body.length);
}
const withObject = (dictionary: string, extra: PdfObjects = new Map()) =>
  withTable(new Map([...aPage('Minta'), [6, dictionary], ...extra]), `/Encrypt 6 0 R ${ids}`);

function withXrefStream(dictionary: string): string {
  const { text, offsets } = layOut(new Map([...aPage('Minta'), [6, dictionary]]), header.length);
  const at = header.length + text.length;
  const rows = [0, 1, 2, 3, 4, 5, 6].map((number) => [1, offsets.get(number) ?? 0, 0] as const);
  const entries = ` /Type /XRef /W [1 4 2] /Size 8 /Root 1 0 R /Encrypt 6 0 R ${ids}`;
  const section = `7 0 obj\n${stream(xrefStreamContent([...rows, [1, at, 0]]), entries)}\nendobj\n`;
  return `${header}${text}${section}startxref\n${at}\n%%EOF\n`;
}

/** A later revision behind a file, whose trailer says so much of the encryption. */
function updated(original: string, trailer: string): string {
  const { text, offsets } = layOut(new Map([[8, '<< /Later true >>']]), original.length);
  const body = original + text;
  return body + xrefTable(offsets, { isFirst: false }) + ending(`/Size 9 /Root 1 0 R /Prev 1 ${trailer}`, body.length);
}

const big = textOf(Buffer.alloc(300_000, 'x '));

describe.each([
  ['opens without a password', open, 'whole'],
  ['needs a password', locked, 'password-protected'],
  ['needs a password for its attachments only', attachmentsOnly, 'whole'],
  [
    'needs a password for its streams',
    locked.replace('/V 1', '/V 4 /StmF /StdCF /StrF /Identity'),
    'password-protected',
  ],
  ['needs a certificate', foreign, 'password-protected'],
])('R9.3 a PDF that %s', (_, dictionary, outcome) => {
  it.each([
    ['with a table', withObject(dictionary)],
    ['with a cross-reference stream', withXrefStream(dictionary)],
    ['with the dictionary in its trailer', withTable(aPage('Minta'), `/Encrypt ${dictionary} ${ids}`)],
    ['with much behind the dictionary', withObject(dictionary, new Map([[7, stream(big)]]))],
    ['updated', updated(withObject(dictionary), `/Encrypt 6 0 R ${ids}`)],
    ['with a name in hexadecimals', withObject(dictionary).replace('/Encrypt', '/Encr#79pt')],
    ['after other bytes', `\xef\xbb\xbf${withObject(dictionary)}`],
  ])('%s', async (__, text) => {
    for (const piece of [7, 4096, 65_536]) expect(await inspect(bytesOf(text), piece)).toBe(outcome);
  });
});

describe('R9.3 a PDF that is not encrypted', () => {
  it.each([
    ['holds another one that is', withTable(new Map([...aPage('Minta'), [6, stream(withObject(locked))]]), ids)],
    ['is the later revision of one that was', updated(withObject(locked), ids)],
    ['says so', withTable(aPage('Minta'), `/Encrypt null ${ids}`)],
    ['speaks of it', withTable(aPage('trailer << /Encrypt 6 0 R >>'), ids)],
  ])('%s', async (_, text) => expect(await inspect(bytesOf(text))).toBe('whole'));
});

it.each([
  ['a dictionary that is not there', withTable(aPage('Minta'), `/Encrypt 6 0 R ${ids}`)],
  ['one that is no dictionary', withTable(aPage('Minta'), `/Encrypt (yes) ${ids}`)],
  ['one without its strings', withObject('<< /Filter /Standard /V 2 /R 3 >>')],
  ['a version that nobody knows', withObject(open.replace('/V 1', '/V 9'))],
])('R9.3 what cannot be judged is reported, not delivered: %s', async (_, text) =>
  expect(await inspect(bytesOf(text))).toBe('password-protected'),
);
