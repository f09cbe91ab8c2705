import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { deflateSync, gzipSync } from 'node:zlib';
import { bytesOf } from '#test/builders/pdf-parts.ts';
import { classic, linearized, producers, updated } from '#test/builders/producers.ts';

/** PDFs as others might send them too, beside what the field reported; at least ten of each kind. */

type Pdf = readonly [what: string, bytes: Buffer, outcome: 'whole' | 'truncated' | 'password-protected'];

const pdf = classic('Minta');
const behind = (what: string, tail: string | Buffer): Pdf => [
  what,
  Buffer.concat([bytesOf(pdf), typeof tail === 'string' ? bytesOf(tail) : tail]),
  'whole',
];
const signature = createHash('shake256', { outputLength: 6_000 }).update('signature').digest();

/** What came behind the end of a whole file; each is longer than what readers search for the end. */
const paddings: readonly Pdf[] = [
  behind('0xFF of an erased memory', Buffer.alloc(9_000, 0xff)),
  behind('the Ctrl+Z of CP/M, a block of it', '\x1a'.repeat(8_192)),
  behind('form feeds of a printer', '\f'.repeat(5_000)),
  behind('tabs and blanks in turn', '\t '.repeat(4_000)),
  behind('a detached signature (DER)', signature),
  behind(
    'the next part of a mail',
    `\r\n--=_b1\r\nContent-Type: text/plain\r\n\r\n${'Üdvözlettel\r\n'.repeat(600)}--=_b1--\r\n`,
  ),
  behind('a page in JSON', JSON.stringify({ error: 'timeout', trace: 'x'.repeat(6_000) })),
  behind('a page in XML', `<?xml version="1.0"?><Error>${'<Row/>'.repeat(1_500)}</Error>`),
  behind('a ZIP archive', gzipSync(signature)),
  behind('a stack trace', 'at hu.example.Print.run(Print.java:12)\n'.repeat(200)),
  behind('comments of a print server', '% job 4711 done\n'.repeat(500)),
  behind('compressed noise', deflateSync(signature)),
  behind('the form’s end and zeros', `\r\n--xYz--\r\n${'\0'.repeat(6_000)}`),
  [
    'half of it, and zeros as long as the rest',
    Buffer.concat([bytesOf(pdf.slice(0, 450)), Buffer.alloc(9_000)]),
    'truncated',
  ],
  ['half of it, and comments', bytesOf(`${pdf.slice(0, 450)}${'% x\n'.repeat(3_000)}`), 'truncated'],
  ['half of it, and the end of a form', bytesOf(`${pdf.slice(0, 450)}\r\n--xYz--\r\n`), 'truncated'],
];

const web = linearized('Minta');
const withLength = (change: (length: number) => number) =>
  bytesOf(web.replace(/\/L (\d+)/, (all, digits: string) => `/L ${change(Number(digits))}`.padEnd(all.length)));
const linearizedLengths: readonly Pdf[] = [
  ['its last line end lost', bytesOf(web.trimEnd()), 'whole'],
  ['its last line end doubled', bytesOf(`${web}\n`), 'whole'],
  ['its last LF became CRLF', bytesOf(web.replace(/\n$/, '\r\n')), 'whole'],
  ['a length one too large', withLength((length) => length + 1), 'whole'],
  ['a length one too small', withLength((length) => length - 1), 'whole'],
  ['a length of a megabyte more', withLength((length) => length + 1_000_000), 'whole'],
  ['a length of 1', withLength(() => 1), 'whole'],
  ['without a length', bytesOf(web.replace('/L ', '/X ')), 'whole'],
  ['zeros behind', Buffer.concat([bytesOf(web), Buffer.alloc(5_000)]), 'whole'],
  ['updated, so that it is longer', bytesOf(updated(web, 'Minta 2')), 'whole'],
  ['a mark before it', bytesOf(`\xef\xbb\xbf${web}`), 'whole'],
  ['cut behind its first page', bytesOf(web.slice(0, web.indexOf('%%EOF') + 200)), 'truncated'],
  ['cut by 100 bytes', bytesOf(web.slice(0, -100)), 'truncated'],
  ['cut, filled up to its length', Buffer.concat([bytesOf(web.slice(0, -100)), Buffer.alloc(100)]), 'truncated'],
];

const noMark = pdf.slice(0, pdf.lastIndexOf('%%EOF'));
const start = pdf.lastIndexOf('startxref');
const endMarks: readonly Pdf[] = [
  ['%%EO', bytesOf(`${noMark}%%EO`), 'whole'],
  ['%%E', bytesOf(`${noMark}%%E`), 'whole'],
  ['%%', bytesOf(`${noMark}%%`), 'whole'],
  ['%', bytesOf(`${noMark}%`), 'whole'],
  ['%% EOF', bytesOf(`${noMark}%% EOF\n`), 'whole'],
  ['EOF', bytesOf(`${noMark}EOF\n`), 'whole'],
  ['%%EOF and a NUL within', bytesOf(`${noMark}%%E\0OF`), 'whole'],
  ['none, and a line end', bytesOf(`${noMark}\r\n`), 'whole'],
  ['none, and zeros', Buffer.concat([bytesOf(noMark), Buffer.alloc(4_500)]), 'whole'],
  ['none, updated', bytesOf(updated(pdf, 'Minta 2').replace(/%%EOF\n$/, '')), 'whole'],
  [
    'none, in CR LF',
    bytesOf(
      (producers['lines that end in CR LF']?.('Minta') ?? Buffer.alloc(0)).toString('latin1').replace(/%%EOF\s*$/, ''),
    ),
    'whole',
  ],
  ['none, and no offset', bytesOf(pdf.slice(0, start + 'startxref\n'.length)), 'truncated'],
  ['none, cut inside startxref', bytesOf(pdf.slice(0, start + 6)), 'truncated'],
  ['none, cut inside its table', bytesOf(pdf.slice(0, pdf.lastIndexOf('xref\n0') + 60)), 'truncated'],
];

/** Written by pypdf: each algorithm with an owner's and with a user's password. Only a user's is needed to open. */
const folder = new URL('../encrypted/', import.meta.url);
const encrypted = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder))] as const);
const passwords: readonly Pdf[] = encrypted.flatMap(([name, bytes]): readonly Pdf[] => {
  const outcome = name.endsWith('-user.pdf') ? 'password-protected' : 'whole';
  return [
    [`${name}, zeros behind`, Buffer.concat([bytes, Buffer.alloc(5_000)]), outcome],
    [`${name}, a print job before`, Buffer.concat([bytesOf('\x1b%-12345X@PJL JOB\n'), bytes]), outcome],
    [`${name}, cut`, bytes.subarray(0, -200), 'truncated'],
  ];
});

export const pdfInputs = { paddings, linearizedLengths, endMarks, passwords };
