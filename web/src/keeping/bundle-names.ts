import { savedName } from '#shared/contract/file-names.ts';
import type { DocumentView } from '../api/endpoints.ts';

/** What counts as the same name on a file system that takes capitals for small letters. */
const alike = (name: string) => name.normalize('NFC').toLowerCase();

/** The telling name of each document in a bundle; of several equal ones the later get a number: `… (2).pdf` (R7.1b, R7.1c). */
export function bundleNames(documents: readonly DocumentView[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const { documentId, title, policyNumber, uploadedAt } of documents) {
    const name = savedName({ title, policyNumber, uploadedAt: new Date(uploadedAt) });
    let distinct = name;
    for (let count = 2; taken.has(alike(distinct)); count++) distinct = name.replace(/\.pdf$/, ` (${count}).pdf`);
    taken.add(alike(distinct));
    names.set(documentId, distinct);
  }
  return names;
}
