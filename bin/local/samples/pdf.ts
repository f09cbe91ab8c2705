import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { samplePersons } from './persons.ts';

/** Latin-1 with the two letters that Hungarian needs besides: what the Differences array below puts in their place. */
const hungarian: Readonly<Record<string, number>> = { ő: 0x81, Ő: 0x82, ű: 0x83, Ű: 0x84 };

const escaped = (text: string) =>
  [...text.normalize('NFC')]
    .map((letter) => {
      const code = hungarian[letter] ?? letter.charCodeAt(0);
      return code < 0x20 || code > 0x7e || '()\\'.includes(letter) ? `\\${code.toString(8).padStart(3, '0')}` : letter;
    })
    .join('');

const encoding =
  '<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [129 /ohungarumlaut /Ohungarumlaut /uhungarumlaut /Uhungarumlaut] >>';

/** A one-page PDF that says these lines, in Helvetica: a sample, whole and valid. */
export function samplePdf(lines: readonly string[]): Buffer {
  const text = ['BT /F1 14 Tf 18 TL 72 760 Td', ...lines.map((line) => `(${escaped(line)}) Tj T*`), 'ET'].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>',
    `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding ${encoding} >>`,
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(`${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}`, 'latin1');
}

/** The sample customer's first policy: what is uploaded for it is delivered. */
export const samplePolicy = samplePersons[0].policies[0][0];

/** Writes a PDF that can be uploaded as the insurer does, and returns its path from the current folder. */
export async function writeSamplePdf(): Promise<string> {
  const folder = join(import.meta.dirname, '../../../dist/samples');
  const file = join(folder, 'ertesito.pdf');
  await mkdir(folder, { recursive: true });
  await writeFile(file, samplePdf(['Értesítő (minta)', `A(z) ${samplePolicy} számú szerződéshez`]));
  return relative('.', file);
}
