import { savedName } from '#shared/contract/file-names.ts';
import type { DocumentView } from '../api/endpoints.ts';
import { ownNameOf } from '../pages/documents/document-titles.ts';

/** What counts as the same name on a file system that takes capitals for small letters. */
const alike = (name: string) => name.normalize('NFC').toLowerCase();

const nameOf = ({ title, policyNumber, uploadedAt }: DocumentView) =>
  savedName({ title, policyNumber, uploadedAt: new Date(uploadedAt) });

/** With the insurer's own name of the file, where it tells more than the title. */
const longNameOf = (document: DocumentView) =>
  nameOf({ ...document, title: [document.title, ownNameOf(document)].filter(Boolean).join(' ') });

/**
 * The telling name of each document in a bundle (R7.1b, R7.1c). Those that would be equal also say how the insurer named the file,
 * as the list of documents does; of those that are equal still the later get a number: `… (2).pdf`.
 */
export function bundleNames(documents: readonly DocumentView[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const document of documents) {
    const name = alike(nameOf(document));
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const document of documents) {
    const short = nameOf(document);
    const name = (counts.get(alike(short)) ?? 0) > 1 ? longNameOf(document) : short;
    let distinct = name;
    for (let count = 2; taken.has(alike(distinct)); count++) distinct = name.replace(/\.pdf$/, ` (${count}).pdf`);
    taken.add(alike(distinct));
    names.set(document.documentId, distinct);
  }
  return names;
}
