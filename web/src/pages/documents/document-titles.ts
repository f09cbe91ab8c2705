import type { DocumentView } from '../../api/endpoints.ts';
import type { Words } from '../../words/words.ts';

/** What tells documents of a kind apart: the kind in the reader's language, and the insurer's own name of the file. */
export type DocumentTitle = { readonly kind: string | undefined; readonly own: string | undefined };

/** Letters and digits only, without accents: what people compare. */
const bare = (text: string) =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const ownName = (fileName: string) =>
  fileName
    .replace(/\.pdf$/i, '')
    .replaceAll('_', ' ')
    .replace(/ +/g, ' ')
    .trim();

/** The insurer's own name of the file; undefined where it only repeats the title, the kind or the policy's number. */
export function ownNameOf(
  { title, fileName, policyNumber }: Pick<DocumentView, 'title' | 'fileName' | 'policyNumber'>,
  kind = '',
): string | undefined {
  const own = ownName(fileName);
  return [title, kind, policyNumber, ''].map(bare).includes(bare(own)) ? undefined : own;
}

/** A document's title (R7.1a); a withdrawn one has no name of its own (R6.3). */
export function titleOf(document: DocumentView, words: Words): DocumentTitle {
  const { kind, title, withdrawnAt } = document;
  const known = words.documents.kinds[kind];
  if (withdrawnAt) return { kind: known, own: undefined };
  if (kind === 'other') return { kind: undefined, own: title };
  return { kind: known, own: ownNameOf(document, known) };
}

/** The title in one line. */
export const titleText = (document: DocumentView, words: Words): string => {
  const { kind, own } = titleOf(document, words);
  return [kind, own].filter((part) => part !== undefined).join(' – ');
};

/** The product in the reader's language; undefined for documents that an earlier release delivered. */
export const productOf = ({ product }: DocumentView, words: Words): string | undefined =>
  product && words.registration.products[product];
