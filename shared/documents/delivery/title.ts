import type { DocumentKind } from '#shared/contract/fields.ts';

const titles: Readonly<Record<Exclude<DocumentKind, 'other'>, string>> = {
  policy: 'Biztosítási kötvény',
  invoice: 'Díjbekérő',
  certificate: 'Igazolás',
  notice: 'Értesítő',
};

/**
 * The name a customer sees: what the insurer calls this kind of document, else the file's own name made readable.
 * Hungarian, as the document is; the page names the kind in the reader's language.
 */
export function documentTitle(kind: DocumentKind, fileName: string): string {
  if (kind !== 'other') return titles[kind];
  const readable = fileName
    .replace(/\.pdf$/i, '')
    .replace(/[_\s]+/g, ' ')
    .trim()
    .normalize('NFC');
  return readable || 'Dokumentum';
}
