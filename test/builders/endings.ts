import { createHash } from 'node:crypto';
import { aPage, bytesOf, ending, layOut, stream, textOf, xrefTable } from './pdf-parts.ts';
import { classic, htmlPage, linearized, producers, updated } from './producers.ts';

const line = 'Minta';
const pdf = classic(line);
const noise = createHash('shake256', { outputLength: 100_000 }).update(line).digest();
const xrefStream = textOf(producers['a cross-reference stream and packed objects']?.(line) ?? Buffer.alloc(0));

/** A PDF that holds another one, uncompressed. */
function withAttached(attached: string): string {
  const head = '%PDF-1.7\n';
  const { text, offsets } = layOut(
    new Map([...aPage(line), [6, stream(attached, ' /Type /EmbeddedFile')]]),
    head.length,
  );
  return head + text + xrefTable(offsets) + ending('/Size 7 /Root 1 0 R', head.length + text.length);
}

const upTo = (text: string, mark: string, and = 0) => text.slice(0, text.lastIndexOf(mark) + and);
const withStart = (text: string, start: string) =>
  text.replace(/startxref\n\d+\n(?![\s\S]*startxref)/, `startxref\n${start}\n`);

/** Whole files that end in an unusual way; readers show each of them whole (R9.3a). */
export const wholeEndings: Readonly<Record<string, Buffer>> = {
  '4,097 zeros behind': Buffer.concat([bytesOf(pdf), Buffer.alloc(4_097)]),
  'a megabyte of zeros behind': Buffer.concat([bytesOf(pdf), Buffer.alloc(1_000_000)]),
  '100,000 blanks behind': bytesOf(pdf + ' '.repeat(100_000)),
  '20,000 empty lines behind': bytesOf(pdf + '\r\n'.repeat(20_000)),
  'a page of HTML behind': bytesOf(pdf + htmlPage),
  'bytes that do not compress behind': Buffer.concat([bytesOf(pdf), noise]),
  'what chunked encoding leaves behind': bytesOf(`${pdf}\r\n0\r\n\r\n`),
  'the end of a form behind': bytesOf(`${pdf}\r\n------WebKitFormBoundary7MA4YWxk--\r\n`),
  'the end of a print job behind': bytesOf(`${pdf}\x1b%-12345X@PJL EOJ\r\n\x1b%-12345X`),
  'a warning of PHP behind': bytesOf(`${pdf}<br />\n<b>Warning</b>: Undefined variable $a on line <b>12</b><br />`),
  'UTF-16 behind': Buffer.concat([bytesOf(pdf), Buffer.from('Vége\r\n'.repeat(2_000), 'utf16le')]),
  'a second end mark behind': bytesOf(`${pdf}%%EOF\n%%EOF`),
  'an end mark of one per cent sign': bytesOf(pdf.replace('%%EOF', '%EOF')),
  'an end mark in small letters': bytesOf(pdf.replace('%%EOF', '%%eof')),
  'no end mark': bytesOf(upTo(pdf, '%%EOF')),
  'no end mark, and zeros behind': bytesOf(upTo(pdf, '%%EOF') + '\0'.repeat(5_000)),
  'no end mark, after an update': bytesOf(upTo(updated(pdf, line), '%%EOF')),
  'no end mark, with a cross-reference stream': bytesOf(upTo(xrefStream, '%%EOF')),
  'no end mark, linearized': bytesOf(upTo(linearized(line), '%%EOF')),
  'no line end behind the last offset': bytesOf(upTo(pdf, '\n%%EOF')),
  'a length of linearization that is one too many': bytesOf(linearized(line).slice(0, -1)),
  'a length of linearization that is far too large': bytesOf(linearized(line).replace(/\/L \d/, '/L 9')),
  'a length of linearization that is zero': bytesOf(
    linearized(line).replace(/\/L \d+/, (all) => '/L 0'.padEnd(all.length)),
  ),
  'a last offset that is wrong': bytesOf(withStart(pdf, '7')),
  'a last offset that is zero': bytesOf(withStart(pdf, '0')),
  'a last offset that is past the end': bytesOf(withStart(pdf, '99999999')),
  'line ends that a transfer has changed, so that no offset fits': bytesOf(pdf.replaceAll('\n', '\r\n')),
  'an attached PDF with an end of its own': bytesOf(withAttached(pdf)),
  'an attached PDF that breaks off': bytesOf(withAttached(pdf.slice(0, 400))),
};

/** Files that were cut, also where a reader repairs them (R9.3a). */
export const cutEndings: Readonly<Record<string, Buffer>> = {
  'inside an object': bytesOf(pdf.slice(0, pdf.indexOf('endobj') - 10)),
  'between two objects': bytesOf(upTo(pdf, '5 0 obj')),
  'inside a stream': bytesOf(upTo(pdf, 'endstream', -5)),
  'inside its table': bytesOf(upTo(pdf, 'xref\n0 1', 40)),
  'before its trailer': bytesOf(upTo(pdf, 'trailer')),
  'inside its trailer': bytesOf(upTo(pdf, '/Root')),
  'before startxref': bytesOf(upTo(pdf, 'startxref')),
  'inside startxref': bytesOf(upTo(pdf, 'startxref', 5)),
  'before the last offset': bytesOf(upTo(pdf, 'startxref', 10)),
  'inside the last offset': bytesOf(upTo(pdf, '\n%%EOF', -1)),
  'half of it, filled up with zeros': Buffer.concat([bytesOf(pdf).subarray(0, 400), Buffer.alloc(pdf.length - 400)]),
  'half of it, and the error page of a proxy': bytesOf(pdf.slice(0, 400) + htmlPage),
  'an update, inside its first number': bytesOf(`${pdf}12`),
  'an update, inside its first line': bytesOf(`${pdf}5 0 ob`),
  'an update, inside its object': bytesOf(updated(pdf, line).slice(0, pdf.length + 40)),
  'another PDF behind, inside its header': bytesOf(`${pdf}%PDF-1.4\n%\xe2`),
  'an update without objects, inside xref': bytesOf(`${pdf}xref\n0 `),
  'an update, before startxref': bytesOf(upTo(updated(pdf, line), 'startxref')),
  'linearized, right after its first table': bytesOf(linearized(line).slice(0, linearized(line).indexOf('%%EOF') + 6)),
  'linearized, inside its first page': bytesOf(linearized(line).slice(0, linearized(line).indexOf('endstream'))),
  'linearized, inside its last table': bytesOf(upTo(linearized(line), 'trailer')),
  'right after the end of an attached PDF': bytesOf(upTo(upTo(withAttached(pdf), 'endstream'), '%%EOF', 6)),
  'after the last offset of an attached PDF': bytesOf(upTo(upTo(withAttached(pdf), 'endstream'), '%%EOF')),
  'a cross-reference stream, inside it': bytesOf(upTo(xrefStream, 'endstream', -10)),
};
