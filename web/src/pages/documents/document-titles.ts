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

/**
 * A document's title (R7.1a). A file name that only repeats the kind or the policy's number tells nothing; a withdrawn document has
 * none (R6.3).
 */
export function titleOf(
  { kind, title, fileName, policyNumber, withdrawnAt }: DocumentView,
  words: Words,
): DocumentTitle {
  const known = words.documents.kinds[kind];
  if (withdrawnAt) return { kind: known, own: undefined };
  if (kind === 'other') return { kind: undefined, own: title };
  const own = ownName(fileName);
  const said = [title, known, policyNumber, ''].map(bare);
  return { kind: known, own: said.includes(bare(own)) ? undefined : own };
}

/** The title in one line. */
export const titleText = (document: DocumentView, words: Words): string => {
  const { kind, own } = titleOf(document, words);
  return [kind, own].filter((part) => part !== undefined).join(' – ');
};

/** The product in the reader's language; undefined for documents that an earlier release delivered. */
export const productOf = ({ product }: DocumentView, words: Words): string | undefined =>
  product && words.registration.products[product];
