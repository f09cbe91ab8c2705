import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { samplePdf } from './pdf.ts';
import { samplePersons } from './persons.ts';

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
